-- Conversations and what hangs on them. Heads and entries are rows: a change costs the same in a thread of ten and of a million.

-- What makes this installation's ids its own.
create table installation (
  single boolean not null primary key default true check (single),
  salt   bytea   not null check (length(salt) = 32)
);

create table lines (
  number     text        not null primary key, -- E.164
  name       text,
  created_at timestamptz not null default now()
);

create table line_members (
  line    text not null references lines on delete cascade,
  user_id uuid not null,
  primary key (line, user_id)
);

create index line_members_of_user on line_members (user_id);

create table conversations (
  id                uuid        not null primary key, -- follows from line and contact
  line              text        not null,
  contact           text        not null,
  version           bigint      not null,
  last_number       integer     not null,
  sms_count         integer     not null,
  inbound_count     integer     not null,
  unread_count      integer     not null,
  state             text        not null,
  opted_out         boolean     not null,
  preview           text        not null,
  preview_direction text        not null,
  preview_status    text        not null,
  last_activity_at  timestamptz not null,
  created_at        timestamptz not null,
  updated_at        timestamptz not null
) with (fillfactor = 80);

create index conversations_by_activity on conversations (line, last_activity_at desc, id desc);

create table sms_messages (
  conversation_id uuid        not null,
  number          integer     not null,
  id              uuid        not null,
  message_sid     text,
  user_id         uuid,
  from_number     text        not null,
  to_number       text        not null,
  body            text        not null,
  direction       text        not null,
  status          text        not null,
  error_code      integer,
  error_message   text,
  num_segments    integer     not null,
  price           numeric,
  price_unit      text,
  media           jsonb,
  timeline        jsonb,
  date_created    timestamptz not null,
  date_sent       timestamptz,
  date_updated    timestamptz not null,
  send_at         timestamptz,
  created_at      timestamptz generated always as (date_created) stored,
  updated_at      timestamptz generated always as (date_updated) stored,
  primary key (conversation_id, number)
) with (fillfactor = 90);

-- The second lock against doubles; the first is the conversation's own memory.
create unique index sms_messages_sid on sms_messages (message_sid) where message_sid is not null;
create unique index sms_messages_outbound_id on sms_messages (id) where direction = 'outbound';

-- How much of what came in a member has seen: the head's inbound_count of that moment.
create table read_positions (
  user_id         uuid    not null,
  conversation_id uuid    not null,
  inbound_count   integer not null,
  primary key (user_id, conversation_id)
) with (fillfactor = 70);

-- Messages on their way to the carrier. A row enters and leaves in the transaction that changes its message.
create table outbox (
  message_id      uuid        not null primary key,
  conversation_id uuid        not null,
  number          integer     not null,
  line            text        not null,
  entered         bigint      not null generated always as identity,
  entered_at      timestamptz not null,
  send_at         timestamptz, -- asked for by the sender
  due_at          timestamptz not null, -- not before this, also after a try that did not come through
  state           text        not null default 'waiting' check (state in ('waiting', 'claimed', 'in_doubt')),
  attempt         integer     not null default 0,
  first_tried_at  timestamptz, -- what is tried in vain for too long fails
  claimed_until   timestamptz
) with (fillfactor = 70);

create index outbox_by_line on outbox (line, entered) where state <> 'in_doubt';
create index outbox_by_conversation on outbox (conversation_id, number) where state <> 'in_doubt';

-- Webhooks that are surely the carrier's and could not be understood.
create table webhook_tray (
  id           uuid        not null primary key,
  kind         text        not null,
  target       text        not null,
  content_type text,
  body         text        not null,
  reason       text        not null,
  received_at  timestamptz not null
);

create index webhook_tray_newest on webhook_tray (received_at desc);
