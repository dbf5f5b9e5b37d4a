-- The peer's tables: the ones a product of this kind starts with, and a count that a trigger keeps.

create table users (
  id         uuid  not null primary key,
  token_hash bytea not null unique
);

create table conversations (
  id              uuid        not null primary key default gen_random_uuid(),
  user_id         uuid        not null references users,
  line            text        not null,
  contact         text        not null,
  sms_count       integer     not null default 0,
  unread_count    integer     not null default 0,
  last_message_at timestamptz,
  created_at      timestamptz not null default now(),
  unique (line, contact)
) with (fillfactor = 80);

create table sms_messages (
  id              uuid        not null primary key default gen_random_uuid(),
  conversation_id uuid        not null references conversations,
  message_sid     text        unique,
  idempotency_key text        unique,
  from_number     text        not null,
  to_number       text        not null,
  body            text        not null,
  direction       text        not null,
  status          text        not null,
  error_code      integer,
  num_segments    integer     not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now()
) with (fillfactor = 90);

create index sms_messages_newest on sms_messages (conversation_id, created_at desc, id desc);

create table outbox (
  message_id uuid        not null primary key references sms_messages,
  due_at     timestamptz not null default now()
);

create function count_message() returns trigger language plpgsql as $$
begin
  update conversations set
    sms_count = sms_count + 1,
    unread_count = unread_count + case when new.direction = 'inbound' then 1 else 0 end,
    last_message_at = new.created_at
  where id = new.conversation_id;
  return null;
end $$;

create trigger count_message after insert on sms_messages for each row execute function count_message();
