-- Calls are found too: their people by name and number, and the calls themselves by what the carrier wrote down of them.

-- What was said on a call, as far as it was written down and not deleted since; null: nothing is known.
create function call_said(recordings jsonb) returns text language sql immutable parallel safe
return (
  select nullif(string_agg(one.value #>> '{told,transcript}', e'\n' order by one.position), '')
  from jsonb_array_elements(case jsonb_typeof(recordings) when 'array' then recordings end) with ordinality as one (value, position)
  where one.value #>> '{told,status}' <> 'deleted');

-- Calls on their way into the index. A place of their own: a build that knows nothing of them would take them from the
-- other queue and throw them away.
create table search_call_queue (
  id              bigint  not null generated always as identity primary key,
  conversation_id uuid    not null,
  number          integer not null
);

alter table search_call_queue set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- A call has a row while there is something written down of it, and never two: what was deleted leaves no word behind.
alter table search_entries add column of_call boolean not null default false;
create index search_entries_of_calls on search_entries (conversation_id, number) where of_call;

alter table search_call_queue enable row level security;
alter table search_call_queue force row level security;
create policy silos on search_call_queue to orleanssms_service using (true) with check (true);
grant select, insert, update, delete, truncate on search_call_queue to orleanssms_service;

create function call_to_be_found() returns trigger language plpgsql as $$
begin
  insert into search_call_queue (conversation_id, number) select conversation_id, number from fresh;
  return null;
end $$;

create function call_to_be_found_again() returns trigger language plpgsql as $$
begin
  insert into search_call_queue (conversation_id, number) values (new.conversation_id, new.number);
  return null;
end $$;

create trigger call_to_be_found after insert on calls referencing new table as fresh for each statement execute function call_to_be_found();

-- A call's row changes with every report; what is written down of it comes once, and goes once.
create trigger call_to_be_found_again after update of recordings on calls for each row
  when (old.recordings is distinct from new.recordings and call_said(old.recordings) is distinct from call_said(new.recordings))
  execute function call_to_be_found_again();

-- Where threads are long, Postgres would rather read all conversations first, to know which of them are shared, than look each
-- entry's own up. With "offset" it cannot: what a page costs does not grow with the number of conversations.
drop policy shared on sms_messages;
create policy shared on sms_messages for select to orleanssms_user
  using (exists (select from conversations c where c.id = conversation_id offset 0));
drop policy shared on asides;
create policy shared on asides for select to orleanssms_user
  using (exists (select from conversations c where c.id = conversation_id offset 0));

-- What waits for its time in one conversation, asked each time it is opened, however long its thread is.
create index sms_messages_scheduled_of on sms_messages (conversation_id, scheduled_for, id) where scheduled_for is not null;

set local role orleanssms_service;

insert into search_call_queue (conversation_id, number) select conversation_id, number from calls order by date_created;

reset role;
