-- Who a member is at an OpenID Connect provider: one account there for one account here, whatever e-mail addresses become of.

create table member_providers (
  issuer    text        not null,
  subject   text        not null,
  member_id uuid        not null references users on delete cascade,
  linked_at timestamptz not null,
  primary key (issuer, subject),
  unique (member_id, issuer)
);

-- The provider said that it asked a second factor, and its word is taken for it.
alter table sessions add column vouched boolean not null default false;

grant select, insert, update, delete on member_providers to orleanssms_service;
