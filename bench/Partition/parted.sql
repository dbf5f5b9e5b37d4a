-- Cuts what hangs on conversations into parts by hash of the conversation's id. Every part is a schema of its own, part_00 and
-- on, whose tables, indexes and keys are called as the whole ones are: a name in an error means the same, and with a
-- search_path that begins with a part, a statement written for the whole works on that part alone.
-- "set parting.parts = '8'" before makes that many; 64 unless told. In one transaction, with nobody writing.

-- Ids of what we write, and with them idempotency keys, are unique over all conversations, which no part can see.
create table entry_ids (
  id   uuid   not null,
  kind "char" not null, -- text, note or event, call
  primary key (id, kind)
) partition by hash (id);

do $$
declare
  whole text := current_schema();
  parts int := coalesce(nullif(current_setting('parting.parts', true), ''), '64');
  part text;
  cut record;
  step record;
begin
  create temp table cuts (relation text, key text, columns text, storage text) on commit drop;
  insert into cuts values
    ('conversations', 'id'), ('sms_messages', 'conversation_id'), ('asides', 'conversation_id'), ('calls', 'conversation_id'), ('search_entries', 'conversation_id');
  update cuts set
    columns = (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
      where attrelid = relation::regclass and attnum > 0 and not attisdropped and attgenerated = ''),
    storage = (select ' with (' || array_to_string(reloptions, ', ') || ')' from pg_class where oid = relation::regclass);

  -- What there is, as statements that name no schema: they are run for the whole and, where it is on its own, for each part.
  grant select on cuts to orleanssms_service;

  create temp table steps (at int, relation text, sql text) on commit drop;
  insert into steps
  select 1, c.relation, format('grant %s on %I to %I', a.privilege_type, c.relation, a.grantee::regrole::name)
  from cuts c join pg_class r on r.oid = c.relation::regclass cross join aclexplode(r.relacl) a where a.grantee not in (0, r.relowner)
  union all
  select 1, c.relation, format('grant %s (%I) on %I to %I', a.privilege_type, t.attname, c.relation, a.grantee::regrole::name)
  from cuts c join pg_attribute t on t.attrelid = c.relation::regclass cross join aclexplode(t.attacl) a where a.grantee <> 0
  union all
  select 1, c.relation, format('alter table %I enable row level security', c.relation) from cuts c join pg_class r on r.oid = c.relation::regclass where r.relrowsecurity
  union all
  select 1, c.relation, format('alter table %I force row level security', c.relation) from cuts c join pg_class r on r.oid = c.relation::regclass where r.relforcerowsecurity
  union all
  select 1, c.relation, format('create policy %I on %I as %s for %s to %s', p.policyname, c.relation, p.permissive, p.cmd, array_to_string(p.roles, ', '))
    || coalesce(' using (' || p.qual || ')', '') || coalesce(' with check (' || p.with_check || ')', '')
  from cuts c join pg_policies p on p.schemaname = whole and p.tablename = c.relation
  union all
  select 2, c.relation, format('alter table %I add constraint %I %s', c.relation, k.conname, pg_get_constraintdef(k.oid))
  from cuts c join pg_constraint k on k.conrelid = c.relation::regclass
  union all
  -- A unique index that does not have the key gets it at its end, so that what only knows its own column is still led by it.
  select 2, c.relation, regexp_replace(
    replace(pg_get_indexdef(i.indexrelid), format(' ON %I.', whole), ' ON '), '(USING \w+ \([^()]*)\)',
    case when i.indisunique and not exists (select from pg_attribute a where a.attrelid = i.indexrelid and a.attname = c.key) then format('\1, %I)', c.key) else '\1)' end)
  from cuts c join pg_index i on i.indrelid = c.relation::regclass where not exists (select from pg_constraint where conindid = i.indexrelid)
  union all
  select case when t.tgtype & 1 = 0 then 4 else 3 end, c.relation, pg_get_triggerdef(t.oid, true)
  from cuts c join pg_trigger t on t.tgrelid = c.relation::regclass where not t.tgisinternal;

  create schema plain;
  grant usage on schema plain to orleanssms_service;
  for n in 0 .. parts - 1 loop
    part := format('part_%s', lpad(n::text, 2, '0'));
    execute format('create schema %I', part);
    execute format('grant usage on schema %I to orleanssms_service, orleanssms_user', part);
    execute format('create table %I.entry_ids_part partition of entry_ids for values with (modulus %s, remainder %s)', part, parts, n);
  end loop;

  for cut in select * from cuts loop
    execute format('alter table %I set schema plain', cut.relation);
    execute format('create table %I (like plain.%I including defaults including generated including storage) partition by hash (%I)', cut.relation, cut.relation, cut.key);
    for n in 0 .. parts - 1 loop
      execute format('create table part_%s.%I partition of %I for values with (modulus %s, remainder %s)%s',
        lpad(n::text, 2, '0'), cut.relation, cut.relation, parts, n, cut.storage);
    end loop;
  end loop;

  for step in select * from steps where at = 1 loop
    execute step.sql;
  end loop;
  alter table entry_ids enable row level security;
  alter table entry_ids force row level security;
  create policy silos on entry_ids to orleanssms_service using (true) with check (true);
  grant select, insert, update, delete on entry_ids to orleanssms_service;

  -- The indexes come after the rows: sorted once instead of searched for each.
  set local role orleanssms_service;
  for cut in select * from pg_temp.cuts loop
    execute format('insert into %I (%s) select %s from plain.%I', cut.relation, cut.columns, cut.columns, cut.relation);
  end loop;
  insert into entry_ids
  select id, 't' from plain.sms_messages where direction = 'outbound' union all select id, 'a' from plain.asides union all select id, 'c' from plain.calls;
  reset role;

  for step in select * from steps where at > 1 order by at loop
    execute step.sql;
  end loop;
  for step in
    select child.relname as called, child.relnamespace::regnamespace::text as part, parent.relname as wanted
    from pg_inherits i join pg_class child on child.oid = i.inhrelid join pg_class parent on parent.oid = i.inhparent
    where parent.relkind = 'I' and parent.relnamespace = whole::regnamespace and child.relname <> parent.relname and parent.relname <> 'entry_ids_pkey'
  loop
    execute format('alter index %I.%I rename to %I', step.part, step.called, step.wanted);
  end loop;

  for n in 0 .. parts - 1 loop
    perform set_config('search_path', format('part_%s, %s', lpad(n::text, 2, '0'), quote_ident(whole)), true);
    for step in select * from pg_temp.steps where at in (1, 4) loop
      execute step.sql;
    end loop;
  end loop;
  perform set_config('search_path', quote_ident(whole), true);

  -- Refuses to go where anything still means what was there before.
  drop table plain.search_entries, plain.calls, plain.asides, plain.sms_messages, plain.conversations;
  drop schema plain;
end $$;

-- The id is kept by the transaction that writes the entry; one that is taken is told as the plain form's index tells it.
create function keep_entry_id() returns trigger language plpgsql as $$
begin
  insert into entry_ids (id, kind) values (new.id, tg_argv[0]::"char") on conflict do nothing;
  if not found then
    raise unique_violation using constraint = tg_argv[1], message = 'The id of this entry is taken in another conversation.';
  end if;
  return null;
end $$;

create trigger keep_entry_id after insert on sms_messages for each row when (new.direction = 'outbound') execute function keep_entry_id('t', 'sms_messages_outbound_id');
create trigger keep_entry_id after insert on asides for each row execute function keep_entry_id('a', 'asides_id');
create trigger keep_entry_id after insert on calls for each row execute function keep_entry_id('c', 'calls_id');
