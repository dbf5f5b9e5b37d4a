-- One book of contacts over all lines. What a contact is called is shared by every member; what was said is not in here.

create extension if not exists pg_trgm;

create table contacts (
  id           uuid        not null primary key,
  name         text        not null,
  company      text        not null,
  email        text        not null,
  notes        text        not null,
  fields       jsonb       not null, -- [{name, value}], in the order they are shown
  tags         text[]      not null,
  touched      jsonb       not null, -- who changed which part last, and when
  version      bigint      not null,
  -- Both are made by the application of the rest, without case and accents.
  sort_key     text        not null collate "C",
  found_by     text        not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  merged_into  uuid        references contacts on delete cascade,
  deleted_at   timestamptz, -- kept for a while, so that it can be brought back
  left_numbers jsonb        -- what a deleted one had
) with (fillfactor = 80);

create index contacts_by_name on contacts (sort_key, id) where merged_into is null and deleted_at is null;
create index contacts_by_age on contacts (created_at, id) where merged_into is null and deleted_at is null;
create index contacts_found_by on contacts using gin (found_by gin_trgm_ops);
create index contacts_tags on contacts using gin (tags);
create index contacts_merged_into on contacts (merged_into) where merged_into is not null;
create index contacts_deleted on contacts (deleted_at) where deleted_at is not null;

-- A number is one contact's at most.
create table contact_numbers (
  number     text    not null primary key, -- E.164, or what the carrier calls a sender that is no phone number
  contact_id uuid    not null references contacts on delete cascade,
  label      text    not null,
  raw        text    not null, -- as it was typed
  position   integer not null
);

create index contact_numbers_of_contact on contact_numbers (contact_id, position);

-- How both were before they became one, for the way back.
create table contact_merges (
  id        uuid        not null primary key,
  kept_id   uuid        not null references contacts on delete cascade,
  merged_id uuid        not null references contacts on delete cascade,
  kept      jsonb       not null,
  merged    jsonb       not null,
  result    jsonb       not null,
  user_id   uuid        not null,
  at        timestamptz not null,
  undone_at timestamptz
);

create index contact_merges_of_kept on contact_merges (kept_id) where undone_at is null;
create index contact_merges_of_merged on contact_merges (merged_id) where undone_at is null;

-- Files on their way into the book. Nothing of them is in it before the member says so.
create table contact_imports (
  id         uuid        not null primary key,
  user_id    uuid        not null,
  file_name  text        not null,
  content    bytea, -- null: done with
  columns    jsonb, -- what each column is
  state      text        not null check (state in ('uploaded', 'running', 'done')),
  total      integer     not null default 0,
  done       integer     not null default 0,
  counts     jsonb,
  lease_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index contact_imports_running on contact_imports (lease_until) where state = 'running';

-- Whether the question of this transaction is asked by somebody who may come in.
create function asking_member() returns boolean language sql stable parallel safe security definer set search_path from current as $$
  select exists (select from users where id = nullif(current_setting('orleanssms.user_id', true), '')::uuid and disabled_at is null)
$$;

do $$
declare
  held text;
begin
  foreach held in array array['contacts', 'contact_numbers', 'contact_merges', 'contact_imports'] loop
    execute format('alter table %I enable row level security', held);
    execute format('alter table %I force row level security', held);
    execute format('create policy silos on %I to orleanssms_service using (true) with check (true)', held);
  end loop;
end $$;

grant select, insert, update, delete on contacts, contact_numbers, contact_merges, contact_imports to orleanssms_service;
grant select on contacts, contact_numbers to orleanssms_user;
grant execute on function asking_member() to orleanssms_user;

create policy members on contacts for select to orleanssms_user using ((select asking_member()));
create policy members on contact_numbers for select to orleanssms_user using ((select asking_member()));
