-- What the carrier has on record and we missed: texts, statuses and prices.

alter table sms_messages add column recovered boolean not null default false;

-- For walking along what was sent: a few bytes per hundred pages, and no update ever touches it.
create index sms_messages_by_date on sms_messages using brin (date_created) with (pages_per_range = 32, autosummarize = on);

-- Where a line's sweep stands. A window that is there is being looked at; the cursor is the carrier's own next page.
create table sweeps (
  line            text        not null references lines on delete cascade,
  pass            text        not null,
  floor           timestamptz, -- nothing older is ever taken
  watermark       timestamptz, -- looked at completely until here
  deep_at         timestamptz, -- the last long look back
  window_from     timestamptz,
  window_until    timestamptz,
  window_by_date  boolean     not null default false,
  cursor          text,
  listed          boolean     not null default false,
  pages           integer     not null default 0,
  found           integer     not null default 0,
  recovered       integer     not null default 0,
  recovered_total bigint      not null default 0,
  elsewhere       integer     not null default 0,
  started_at      timestamptz,
  finished_at     timestamptz,
  next_at         timestamptz, -- null: at once
  faults          integer     not null default 0, -- in a row
  fault           text,
  primary key (line, pass)
) with (fillfactor = 50);

-- Texts that a list has and we have not, until their conversation has taken them.
create table sweep_finds (
  message_sid  text        not null primary key,
  line         text        not null,
  contact      text        not null,
  body         text        not null,
  num_segments integer     not null,
  media_count  integer     not null,
  date_created timestamptz not null,
  place        integer     not null -- the carrier's dates are to the second: within one, its list has the order
);

create index sweep_finds_by_date on sweep_finds (line, date_created, place, message_sid);

-- Our messages whose end nobody has told us in time, and when to ask next.
create table open_cases (
  message_id uuid        not null primary key,
  line       text        not null,
  since      timestamptz not null, -- when it was to leave
  due_at     timestamptz not null,
  asked      integer     not null default 0
) with (fillfactor = 70);

create index open_cases_due on open_cases (line, due_at);
