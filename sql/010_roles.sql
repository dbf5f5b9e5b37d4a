-- Three roles. Whoever signs in owns the tables and changes them: these scripts run as that one. Silos work as
-- orleanssms_service, which sees every row and changes no table. What is asked on behalf of a member is asked as
-- orleanssms_user, which may only read, and sees what the member of this transaction may see: nothing when none is named.
-- A later script that changes rows does so after "set local role orleanssms_service", and grants what it creates.

-- Roles belong to the whole server: another database of ours may have made them, or be making them at this moment.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['orleanssms_service', 'orleanssms_user'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then
        null;
      end;
    end if;
    if not (select rolsuper from pg_roles where rolname = current_user) then
      begin
        execute format('grant %I to current_user', wanted);
      exception when insufficient_privilege then
        null; -- somebody else made it, and has to have granted it
      end;
    end if;
  end loop;
  execute format('grant usage on schema %I to orleanssms_service, orleanssms_user', current_schema());
  execute format('grant select, insert, update, delete on all tables in schema %I to orleanssms_service', current_schema());
  execute format('grant usage on all sequences in schema %I to orleanssms_service', current_schema());
end $$;

-- The schema's history is its owner's.
revoke insert, update, delete on schema_versions from orleanssms_service;

-- What a member may do on a line: read it only, or use it.
alter table line_members add column access text not null default 'use' check (access in ('use', 'read'));

-- Whose question this transaction is; null when nobody said.
create function asking_user() returns uuid language sql stable parallel safe
  return nullif(current_setting('orleanssms.user_id', true), '')::uuid;

-- Whatever holds something of customers, also of those who own the tables, so that nobody reads past the policies by accident.
do $$
declare
  held text;
begin
  foreach held in array array[
    'lines', 'line_members', 'conversations', 'sms_messages', 'read_positions', 'outbox', 'doubles',
    'webhook_tray', 'orphan_reports', 'sweep_finds', 'open_cases', 'orleans_storage'
  ] loop
    execute format('alter table %I enable row level security', held);
    execute format('alter table %I force row level security', held);
    execute format('create policy silos on %I to orleanssms_service using (true) with check (true)', held);
  end loop;
end $$;

grant select on lines, line_members, conversations, sms_messages, read_positions to orleanssms_user;

create policy own on line_members for select to orleanssms_user using (user_id = (select asking_user()));
create policy own on read_positions for select to orleanssms_user using (user_id = (select asking_user()));
create policy shared on lines for select to orleanssms_user
  using (number in (select m.line from line_members m where m.user_id = (select asking_user())));
create policy shared on conversations for select to orleanssms_user
  using (line in (select m.line from line_members m where m.user_id = (select asking_user())));
create policy shared on sms_messages for select to orleanssms_user
  using (exists (select from conversations c where c.id = conversation_id));
