-- The phones that members take calls on, and which files of recordings we keep.

-- A member's own phone. It rings for calls of every line that the member uses.
create table member_phones (
  user_id      uuid        not null primary key references users (id) on delete cascade,
  number       text        not null,
  is_available boolean     not null,
  updated_at   timestamptz not null
);

-- Recordings whose file is or was kept here, so that what is due is deleted: the carrier's copy and, later, ours.
-- A row with both gone has done its work and is removed.
create table recording_files (
  call_id         uuid        not null,
  sid             text        not null,
  conversation_id uuid        not null,
  line            text        not null,
  size            bigint      not null,
  kept_at         timestamptz not null,
  tried_at        timestamptz,
  carrier_gone_at timestamptz,
  gone_at         timestamptz,
  primary key (call_id, sid)
);

create index recording_files_at_carrier on recording_files (kept_at) where carrier_gone_at is null;
create index recording_files_here on recording_files (kept_at) where gone_at is null;

grant select, insert, update, delete on member_phones, recording_files to orleanssms_service;
grant select on member_phones to orleanssms_user;

do $$
declare
  held text;
begin
  foreach held in array array['member_phones', 'recording_files'] loop
    execute format('alter table %I enable row level security', held);
    execute format('alter table %I force row level security', held);
    execute format('create policy silos on %I to orleanssms_service using (true) with check (true)', held);
  end loop;
end $$;

create policy own on member_phones for select to orleanssms_user using (user_id = (select asking_user()));
