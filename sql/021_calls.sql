-- Calls: entries of a thread like messages, written by their conversation's commits, and the work that waits on them.

create table calls (
  conversation_id uuid        not null,
  number          integer     not null,
  id              uuid        not null,
  direction       text        not null,
  line            text        not null, -- ours of the two numbers
  call_sid        text,                 -- of the first leg
  from_number     text        not null,
  to_number       text        not null,
  status          text        not null,
  user_id         uuid,
  member_number   text,                 -- the phone that rings first; a member's own, so no other member reads it
  date_created    timestamptz not null,
  answered_at     timestamptz,
  ended_at        timestamptz,
  date_updated    timestamptz not null,
  seconds         integer,
  error_code      integer,
  timeline        jsonb,
  recordings      jsonb,
  recordings_due  timestamptz,          -- when one is to be fetched next
  hang_up         boolean     not null, -- somebody wants its end
  recovered       boolean     not null,
  claimed_until   timestamptz,          -- a dialler has it; beside the commits
  primary key (conversation_id, number)
) with (fillfactor = 80);

create unique index calls_id on calls (id);
create unique index calls_sid on calls (call_sid) where call_sid is not null;
create index calls_open on calls (line, date_updated) where ended_at is null;
create index calls_to_fetch on calls (recordings_due) where recordings_due is not null;
create index calls_of_line on calls (line, date_created desc, id desc);
create index calls_missed on calls (line, date_created desc, id desc) where status in ('missed', 'voicemail');

alter table conversations
  add column preview_call text,
  add column preview_seconds integer,
  add column missed_count integer not null default 0;

create index conversations_with_missed_calls on conversations (line, last_activity_at desc, id desc) where missed_count > 0;

grant select, insert, update, delete on calls to orleanssms_service;
-- Not the phones of the members.
grant select (conversation_id, number, id, direction, line, call_sid, from_number, to_number, status, user_id, date_created, answered_at, ended_at,
  date_updated, seconds, error_code, timeline, recordings, recovered) on calls to orleanssms_user;

alter table calls enable row level security;
alter table calls force row level security;
create policy silos on calls to orleanssms_service using (true) with check (true);
create policy shared on calls for select to orleanssms_user using (exists (select from conversations c where c.id = conversation_id));
