-- Who may come in, what it takes, and for how long.

alter table users
  add display_name text,
  add column if not exists disabled_at timestamptz,
  add last_seen_at timestamptz;

-- One for each browser that is signed in: a cookie without its row opens nothing.
create table sessions (
  id           uuid        not null primary key,
  user_id      uuid        not null references users on delete cascade,
  method       text        not null check (method in ('password', 'code', 'recovery-code', 'passkey', 'provider', 'invitation', 'set-up')),
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  address      text,
  agent        text
);

create index sessions_of_user on sessions (user_id);
create index sessions_by_end on sessions (expires_at);

-- Of the secret in a link only the hash is kept.
create table invitations (
  id               uuid        not null primary key,
  secret_hash      bytea       not null unique check (length(secret_hash) = 32),
  email            text        not null,
  normalized_email text        not null,
  role             text        not null check (role in ('owner', 'admin', 'member')),
  invited_by       uuid        not null references users on delete cascade,
  created_at       timestamptz not null,
  expires_at       timestamptz not null,
  used_at          timestamptz
);

create unique index invitations_pending on invitations (normalized_email) where used_at is null;

create table invitation_lines (
  invitation_id uuid not null references invitations on delete cascade,
  line          text not null references lines on delete cascade,
  access        text not null check (access in ('use', 'read')),
  primary key (invitation_id, line)
);

create table password_resets (
  id          uuid        not null primary key,
  secret_hash bytea       not null unique check (length(secret_hash) = 32),
  user_id     uuid        not null references users on delete cascade,
  created_at  timestamptz not null,
  expires_at  timestamptz not null
);

create index password_resets_of_user on password_resets (user_id);

-- The key that an authenticator app shares with us, encrypted, and the last time step a code was taken for: no code opens twice.
create table authenticators (
  user_id      uuid        not null primary key references users on delete cascade,
  secret       text        not null,
  created_at   timestamptz not null,
  confirmed_at timestamptz,
  last_step    bigint      not null default 0
);

create table recovery_codes (
  user_id   uuid  not null references users on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  primary key (user_id, code_hash)
);

create table user_passkeys (
  credential_id bytea not null primary key,
  user_id       uuid  not null references users on delete cascade,
  data          jsonb not null
);

create index user_passkeys_of_user on user_passkeys (user_id);

-- Wrong passwords and codes, by a hash of whom or where from; the known and the unknown alike.
create table sign_in_tries (
  subject  bytea       not null primary key check (length(subject) = 32),
  failures integer     not null,
  since    timestamptz not null
);

-- What holds for the whole installation.
create table settings (
  key   text not null primary key,
  value text not null
);

-- Counting a wrong password is no change of access; Identity writes every column each time.
drop trigger access_changed on users;
create trigger access_changed after insert or delete on users for each statement execute function access_changed();
create trigger access_changed_of_user after update on users for each row
  when ((old.role, old.disabled_at, old.two_factor_enabled, old.email, old.display_name)
    is distinct from (new.role, new.disabled_at, new.two_factor_enabled, new.email, new.display_name))
  execute function access_changed();
create trigger access_changed after delete on sessions for each row execute function access_changed();
create trigger access_changed after insert or update or delete on settings for each statement execute function access_changed();

grant select, insert, update, delete on sessions, invitations, invitation_lines, password_resets, authenticators,
  recovery_codes, user_passkeys, sign_in_tries, settings to orleanssms_service;
