-- Messages in doubt are looked up in the carrier's records, and what the carrier has twice is found by both names.

alter table outbox
  add column tried_at      timestamptz, -- when the newest attempt began
  add column doubted_at    timestamptz,
  add column look_ups      integer not null default 0, -- in vain so far
  add column next_look_up  timestamptz; -- null: none was made yet; infinity: the last one was

create index outbox_in_doubt on outbox (line) where state = 'in_doubt';
create index outbox_in_doubt_by_conversation on outbox (conversation_id) where state = 'in_doubt';

-- Further names of messages that the carrier has more than once; the first is in sms_messages.
create table doubles (
  message_sid     text        not null primary key,
  conversation_id uuid        not null,
  message_id      uuid        not null,
  noticed_at      timestamptz not null default now()
);
