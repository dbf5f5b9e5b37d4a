-- Texts are deleted when their time is over: the row stays, its words and media go.

-- In order of time: the index of searches has a row for every text and note with words, so it is the list of what is left to
-- delete. Made first, while nothing is locked that a text would wait for: only what puts new ones into the index does.
create index search_entries_by_time on search_entries (at) where not of_call;

-- What was deleted, on its way out of the index. A queue of its own: a build that knows nothing of it would put it in once more.
create table search_gone_queue (
  id              bigint      not null generated always as identity primary key,
  conversation_id uuid        not null,
  number          integer     not null,
  at              timestamptz not null
);

alter table search_gone_queue set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
alter table search_gone_queue enable row level security;
alter table search_gone_queue force row level security;
create policy silos on search_gone_queue to orleanssms_service using (true) with check (true);
grant select, insert, update, delete, truncate on search_gone_queue to orleanssms_service;

create function no_more_to_be_found() returns trigger language plpgsql as $$
begin
  insert into search_gone_queue (conversation_id, number, at) values (new.conversation_id, new.number, new.date_created);
  return null;
end $$;

-- What a text says anew is put in once more; what it says no more is not.
create or replace function to_be_found_again() returns trigger language plpgsql as $$
begin
  if new.body_deleted_at is null then
    insert into search_queue (conversation_id, number) values (new.conversation_id, new.number);
  end if;
  return null;
end $$;

alter table sms_messages add column body_deleted_at timestamptz; -- null: it has its words
create trigger no_more_to_be_found after update of body_deleted_at on sms_messages
  for each row when (old.body_deleted_at is null and new.body_deleted_at is not null) execute function no_more_to_be_found();

alter table asides add column body_deleted_at timestamptz;
create trigger no_more_to_be_found after update of body_deleted_at on asides
  for each row when (old.body_deleted_at is null and new.body_deleted_at is not null) execute function no_more_to_be_found();

alter table conversations add column texts_deleted_through integer not null default 0;
