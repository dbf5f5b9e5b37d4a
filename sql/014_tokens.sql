-- What a token may be used for and for how long, how to recognise it, and when it was last used.

alter table api_tokens
  add column scopes         integer not null default 7 check (scopes between 1 and 7),
  add column prefix         text,
  add column expires_at     timestamptz,
  add column revoked_at     timestamptz,
  add column last_used_at   timestamptz,
  add column last_used_from text;

create index api_tokens_of_user on api_tokens (user_id);

-- That a token was used changes nothing of what it may do.
drop trigger access_changed on api_tokens;
create trigger access_changed after insert or delete or update of user_id, token_hash, scopes, expires_at, revoked_at on api_tokens
  for each statement execute function access_changed();

-- Whose account is switched off has no tokens either.
alter table users add column if not exists disabled_at timestamptz;
