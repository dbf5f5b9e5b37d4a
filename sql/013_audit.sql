-- Who did what to what, when and from where. Rows are added and never changed. Each carries a hash over its own fields and
-- the hash of the row before it: a row that was edited, removed, put in or moved no longer fits.

create table audit_log (
  number   bigint      not null primary key check (number > 0),
  at       timestamptz not null,
  action   text        not null,
  -- No foreign keys: what was done stays when who did it, or the token it was done with, is gone.
  user_id  uuid,
  who      text,
  subject  text,
  detail   text,
  address  text,
  token_id uuid,
  previous bytea       not null check (length(previous) = 32),
  hash     bytea       not null check (length(hash) = 32)
);

create index audit_log_at on audit_log (at);
create index audit_log_token_uses on audit_log (token_id, at) where action = 'token-used';

-- One writer at a time over all silos, until the end of its transaction: numbers have no gaps and the chain has no forks.
create function audit_turn() returns void language sql as $$
  select pg_advisory_xact_lock(7098125447300441)
$$;

-- Every field says whether it is there and how long it is, so that no two rows are written the same way.
create function audit_field(value bytea) returns bytea language sql immutable as $$
  select case when value is null then '\x00'::bytea else '\x01'::bytea || int4send(length(value)) || value end
$$;

create function audit_hash(r audit_log) returns bytea language sql stable as $$
  select sha256(
    r.previous || int8send(r.number) || int8send((extract(epoch from r.at) * 1000000)::bigint)
    || audit_field(convert_to(r.action, 'UTF8')) || audit_field(uuid_send(r.user_id)) || audit_field(convert_to(r.who, 'UTF8'))
    || audit_field(convert_to(r.subject, 'UTF8')) || audit_field(convert_to(r.detail, 'UTF8')) || audit_field(convert_to(r.address, 'UTF8'))
    || audit_field(uuid_send(r.token_id)))
$$;

-- Whoever inserts: number, previous and hash are made here.
create function audit_chain() returns trigger language plpgsql as $$
declare
  last record;
begin
  perform audit_turn();
  -- A statement of its own sees what was committed while the turn was waited for.
  select number, hash into last from audit_log order by number desc limit 1;
  new.number := coalesce(last.number, 0) + 1;
  new.previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
  new.hash := audit_hash(new);
  return new;
end
$$;

create trigger audit_chain before insert on audit_log for each row execute function audit_chain();

create function audit_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is only added to.' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_is_kept before update or delete or truncate on audit_log for each statement execute function audit_is_kept();

-- The application adds and reads; a member's own questions never reach this table.
do $$
begin
  revoke all on audit_log from public;
  if exists (select from pg_roles where rolname = 'orleanssms_service') then
    revoke all on audit_log from orleanssms_service;
    grant select, insert on audit_log to orleanssms_service;
    grant execute on function audit_turn(), audit_field(bytea), audit_hash(audit_log), audit_chain(), audit_is_kept() to orleanssms_service;
  end if;
end
$$;
