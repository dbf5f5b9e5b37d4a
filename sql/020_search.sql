-- Searching all history. What is new is noted in the transaction that writes it, and put into the index a moment later
-- by one silo at a time, so that no commit waits for an index of words.

-- Entries on their way into the index.
create table search_queue (
  id              bigint  not null generated always as identity primary key,
  conversation_id uuid    not null,
  number          integer not null
);

-- The index is cut into blocks of some thousand entries in the order they came. A search walks them from the newest on
-- and stops when it has enough, so a common word costs no more than a rare one.
create table search_blocks (
  id      integer     not null primary key,
  entries integer     not null,
  from_at timestamptz not null,
  to_at   timestamptz not null
) with (fillfactor = 50);

-- A row for every message and note, also for those without a word. Every word carries its block's number in front; so
-- does the line, as a word of its own.
create table search_entries (
  conversation_id uuid        not null,
  number          integer     not null,
  line            text        not null,
  at              timestamptz not null,
  words           tsvector    not null
);

-- New words go to the place of the newest block. A list of what is not sorted in yet would be read by every search in full.
create index search_entries_words on search_entries using gin (words) with (fastupdate = off);

create table search_people (
  conversation_id uuid not null primary key,
  line            text not null,
  contact         text not null
);

create index search_people_parts on search_people using gin (contact gin_trgm_ops) with (fastupdate = off);
create index search_people_numbers on search_people (contact, line);

-- The queue is filled and emptied all the time: what is gone has to be cleared away soon, or every look at it walks past.
alter table search_queue set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

do $$
declare
  held text;
begin
  foreach held in array array['search_queue', 'search_blocks', 'search_entries', 'search_people'] loop
    execute format('alter table %I enable row level security', held);
    execute format('alter table %I force row level security', held);
    execute format('create policy silos on %I to orleanssms_service using (true) with check (true)', held);
    execute format('grant select, insert, update, delete, truncate on %I to orleanssms_service', held);
  end loop;
end $$;

create function to_be_found() returns trigger language plpgsql as $$
begin
  insert into search_queue (conversation_id, number) select conversation_id, number from fresh;
  return null;
end $$;

create function note_to_be_found() returns trigger language plpgsql as $$
begin
  insert into search_queue (conversation_id, number) select conversation_id, number from fresh where kind = 'note';
  return null;
end $$;

-- A text that waits for its time can still be written anew: it is put in once more, and whoever finds it reads what it says now.
create function to_be_found_again() returns trigger language plpgsql as $$
begin
  insert into search_queue (conversation_id, number) values (new.conversation_id, new.number);
  return null;
end $$;

create trigger to_be_found_again after update of body on sms_messages
  for each row when (old.body is distinct from new.body) execute function to_be_found_again();
create trigger to_be_found after insert on sms_messages referencing new table as fresh for each statement execute function to_be_found();
create trigger note_to_be_found after insert on asides referencing new table as fresh for each statement execute function note_to_be_found();

-- Lines of the member who asks.
create function searched_lines(only_line text) returns text[] language sql stable as $$
  select array(select m.line from line_members m where m.user_id = asking_user() and (only_line is null or m.line = only_line))
$$;

-- Where messages and notes with these words are, newest first within a block; only of lines of the member who asks. An index
-- of words cannot be used under row-level security, since comparing words might tell them; so the members' role may not read
-- the index at all, and asks this function, which looks at the lines itself. What it names is read under row-level security.
-- wanted: a query of words with # for the block's number. A row without a conversation: time was up, and what is older
-- than its moment was not looked at.
create function search_words(
  wanted text, only_line text, before_at timestamptz, before_id uuid, before_number integer, most integer, patience interval)
returns table (conversation_id uuid, number integer, at timestamptz)
language plpgsql stable security definer
set search_path from current set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
declare
  mine text[] := searched_lines(only_line);
  -- Few lines are looked for in the index too; of many, whatever the words find is mostly theirs.
  theirs text := case when cardinality(mine) <= 16
    then (select ' & (' || string_agg(format('''#=%s''', replace(line, '''', '''''')), ' | ') || ')' from unnest(mine) as line) else '' end;
  ends timestamptz := clock_timestamp() + patience;
  newest timestamptz[] := '{}';
  enough timestamptz := '-infinity';
  block record;
  hit record;
begin
  if cardinality(mine) = 0 then
    return;
  end if;
  for block in
    select b.id, b.to_at from search_blocks b where before_at is null or b.from_at <= before_at order by b.to_at desc, b.id desc
  loop
    exit when block.to_at < enough;
    if clock_timestamp() > ends then
      conversation_id := null; number := null; at := block.to_at;
      return next;
      exit;
    end if;
    for hit in
      select e.conversation_id, e.number, e.at from search_entries e
      where e.words @@ replace(wanted || theirs, '#', block.id || ':')::tsquery
        and e.line = any (mine) and e.at >= enough
        and (before_at is null or (e.at, e.conversation_id, e.number) < (before_at, before_id, before_number))
      order by e.at desc, e.conversation_id desc, e.number desc limit most
    loop
      conversation_id := hit.conversation_id; number := hit.number; at := hit.at;
      return next;
      newest := newest || hit.at;
    end loop;
    if cardinality(newest) >= most then
      newest := array(select x from unnest(newest) as x order by x desc limit most);
      enough := newest[most];
    end if;
  end loop;
end $$;

-- Conversations by a part of the number, by what the contact is called, or by a tag; only of lines of the member who asks.
create function search_contacts(digits text[], called text[], tag text, only_line text, most integer)
returns table (conversation_id uuid)
language plpgsql stable security definer
set search_path from current set enable_seqscan = off set jit = off
as $$
#variable_conflict use_column
declare
  mine text[] := searched_lines(only_line);
begin
  if cardinality(mine) = 0 then
    return;
  end if;
  if cardinality(digits) > 0 then
    return query select p.conversation_id from search_people p where p.contact ilike any (digits) and p.line = any (mine) limit most;
  end if;
  if cardinality(called) > 0 then
    return query
      select p.conversation_id
      from contacts c join contact_numbers n on n.contact_id = c.id join search_people p on p.contact = n.number and p.line = any (mine)
      where c.found_by like all (called) and c.merged_into is null and c.deleted_at is null limit most;
  end if;
  if tag is not null then
    return query select c.id from conversations c where c.tags @> array[tag] and c.tags <> '{}' and c.line = any (mine) limit most;
  end if;
end $$;

-- They look as silos do, and whoever asks is told nothing but places.
do $$
declare
  called text;
begin
  execute format('grant create on schema %I to orleanssms_service', current_schema());
  foreach called in array array[
    'search_words(text, text, timestamptz, uuid, integer, integer, interval)', 'search_contacts(text[], text[], text, text, integer)'
  ] loop
    execute format('alter function %s owner to orleanssms_service', called);
    execute format('revoke all on function %s from public', called);
    execute format('grant execute on function %s to orleanssms_user', called);
  end loop;
  execute format('revoke create on schema %I from orleanssms_service', current_schema());
end $$;

set local role orleanssms_service;

insert into search_queue (conversation_id, number)
select conversation_id, number from (
  select conversation_id, number, date_created from sms_messages
  union all
  select conversation_id, number, date_created from asides where kind = 'note') as all_there_is
order by date_created;

reset role;
