-- What comes to the carrier's doors and does not fit: reports without a message, what waits in the tray, what was turned away.

-- Status callbacks of messages that nobody knows yet. They are adopted when their message appears.
create table orphan_reports (
  id           uuid        not null primary key, -- of the tray's entry it becomes when nobody adopts it
  message_sid  text        not null,
  word         text        not null,
  error_code   integer,
  carrier_date text,
  target       text        not null, -- the webhook as it came; our ids, if any, are in it
  content_type text,
  body         text        not null,
  received_at  timestamptz not null,
  unique nulls not distinct (message_sid, word, error_code)
);

create index orphan_reports_oldest on orphan_reports (received_at);

-- An entry leaves the open list when it was replayed or dismissed, and is never deleted.
alter table webhook_tray
  add column state text not null default 'open' check (state in ('open', 'replayed', 'dismissed')),
  add column settled_at timestamptz, -- replayed or dismissed
  add column tried_at   timestamptz, -- last replay that changed nothing
  add column outcome    text;        -- of the last replay, for a person

create index webhook_tray_by_state on webhook_tray (state, received_at, id);

-- What came to the doors, by the hour. Every process writes rows of its own, and always its whole count of the hour: writing
-- again what may have been written changes nothing.
create table webhook_counts (
  source  uuid        not null,
  hour    timestamptz not null,
  door    text        not null,
  kind    text        not null check (kind in ('accepted', 'refused', 'fallback')),
  reason  text        not null,
  count   bigint      not null,
  last_at timestamptz not null,
  primary key (hour, source, door, kind, reason)
) with (fillfactor = 70);

-- What each process turned away, for a reason that smells of our own settings, since it last accepted something.
create table webhook_streaks (
  source      uuid        not null primary key,
  seen_at     timestamptz not null,
  accepted_at timestamptz,
  refused     bigint      not null,
  first_at    timestamptz,
  last_at     timestamptz
) with (fillfactor = 50);
