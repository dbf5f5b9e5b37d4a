-- Accounts at the carrier that an owner entered, beside the one in the configuration. Secrets are encrypted by the
-- application with its data-protection keys; nothing in here can be used without those.
create table carrier_accounts (
  account_sid               text        not null primary key check (account_sid ~ '^AC[0-9a-fA-F]{32}$'),
  name                      text        not null,
  auth_token_protected      text        not null,
  secondary_token_protected text, -- accepted as well while the token is being replaced
  api_key_sid               text,
  api_key_secret_protected  text,
  parent_sid                text, -- of a subaccount, as the carrier told
  added_by                  uuid,
  added_at                  timestamptz not null,
  changed_at                timestamptz not null,
  check ((api_key_sid is null) = (api_key_secret_protected is null))
);

-- For silos alone, and not by accident for who owns the tables.
grant select, insert, update, delete on carrier_accounts to orleanssms_service;
alter table carrier_accounts enable row level security;
alter table carrier_accounts force row level security;
create policy silos on carrier_accounts to orleanssms_service using (true) with check (true);

-- Through which account a line sends; null: through the one in the configuration.
alter table lines add column account_sid text references carrier_accounts;

create index lines_of_account on lines (account_sid) where account_sid is not null;

-- Every silo keeps the accounts in memory and is told when they changed.
create function carrier_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('carrier', '');
  return null;
end $$;

create trigger carrier_changed after insert or update or delete on carrier_accounts for each statement execute function carrier_changed();
create trigger carrier_changed after insert or update of account_sid or delete on lines for each statement execute function carrier_changed();
