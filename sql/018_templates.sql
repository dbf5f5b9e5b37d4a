-- Texts that are written often: a member's own, or the team's where nobody owns them.

create table templates (
  id           uuid        not null primary key,
  owner        uuid        references users on delete cascade,
  name         text        not null check (length(name) between 1 and 100),
  body         text        not null check (length(body) between 1 and 1600),
  uses         integer     not null default 0,
  last_used_at timestamptz,
  updated_at   timestamptz not null,
  deleted_at   timestamptz -- can be brought back for a day
);

create index templates_of on templates (owner, deleted_at);

grant select, insert, update, delete on templates to orleanssms_service;
grant select on templates to orleanssms_user;
alter table templates enable row level security;
alter table templates force row level security;
create policy silos on templates to orleanssms_service using (true) with check (true);
create policy own_or_shared on templates for select to orleanssms_user
  using (owner is null or owner = (select asking_user()));
