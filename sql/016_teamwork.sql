-- What members do among themselves: notes and events in the thread, who takes care of it, until when it sleeps, tags,
-- and for whom it is unread.

-- Entries that the contact never sees. They share their numbers with the messages.
create table asides (
  conversation_id uuid        not null,
  number          integer     not null,
  id              uuid        not null,
  kind            text        not null,
  user_id         uuid,
  body            text        not null,
  mentions        uuid[]      not null,
  subject         uuid,
  until           timestamptz,
  date_created    timestamptz not null,
  primary key (conversation_id, number)
);

create unique index asides_id on asides (id);
create index asides_mentions on asides using gin (mentions) where mentions <> '{}';

alter table conversations
  add column preview_number integer not null default 0,
  add column assignee uuid,
  add column snoozed_until timestamptz,
  add column tags text[] not null default '{}',
  add column failed_count integer not null default 0,
  add column settled_count integer not null default 0,
  add column done_through integer not null default 0;

alter table read_positions add column back boolean not null default false;

-- For whom a conversation is unread, so that nobody has to be compared with every conversation there is: a row is there
-- exactly when more came in than the member has seen.
create table unread_conversations (
  user_id         uuid not null,
  conversation_id uuid not null,
  primary key (user_id, conversation_id)
);

create index unread_of_conversation on unread_conversations (conversation_id);

grant select, insert, update, delete on asides, unread_conversations to orleanssms_service;
grant select on asides, unread_conversations to orleanssms_user;

do $$
declare
  held text;
begin
  foreach held in array array['asides', 'unread_conversations'] loop
    execute format('alter table %I enable row level security', held);
    execute format('alter table %I force row level security', held);
    execute format('create policy silos on %I to orleanssms_service using (true) with check (true)', held);
  end loop;
end $$;

create policy shared on asides for select to orleanssms_user
  using (exists (select from conversations c where c.id = conversation_id));
create policy own on unread_conversations for select to orleanssms_user using (user_id = (select asking_user()));

-- Whoever gets a line finds what is open on it unread; whoever loses it keeps nothing.
create function line_shared() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from unread_conversations u using conversations c
    where u.user_id = old.user_id and c.id = u.conversation_id and c.line = old.line;
    return null;
  end if;
  insert into unread_conversations (user_id, conversation_id)
  select new.user_id, c.id
  from conversations c left join read_positions r on r.user_id = new.user_id and r.conversation_id = c.id
  where c.line = new.line and c.state in ('open', 'snoozed')
    and c.inbound_count > case when r.back then r.inbound_count else greatest(coalesce(r.inbound_count, 0), c.settled_count) end
  on conflict do nothing;
  return null;
end $$;

create trigger line_shared after insert or delete on line_members for each row execute function line_shared();

-- What members are called is remembered by whoever shows it.
create trigger name_changed after update of display_name, disabled_at on users for each statement execute function access_changed();

set local role orleanssms_service;

update conversations c set preview_number = last_number, failed_count = (
  select count(*) from sms_messages m where m.conversation_id = c.id and m.direction = 'outbound' and m.status in ('failed', 'undelivered'));

insert into unread_conversations (user_id, conversation_id)
select m.user_id, c.id
from line_members m join conversations c on c.line = m.line
  left join read_positions r on r.user_id = m.user_id and r.conversation_id = c.id
where c.inbound_count > coalesce(r.inbound_count, 0);

reset role;

-- One list per line and state, each in its order: any set of lines and states is merged from the starts of its lists.
drop index conversations_by_activity;
create index conversations_by_state on conversations (line, state, last_activity_at desc, id desc);
create index conversations_of_assignee on conversations (assignee, state, last_activity_at desc, id desc) where assignee is not null;
create index conversations_with_failures on conversations (line, last_activity_at desc, id desc) where failed_count > 0;
create index conversations_asleep on conversations (snoozed_until) where snoozed_until is not null;
create index conversations_tagged on conversations using gin (tags) where tags <> '{}';
