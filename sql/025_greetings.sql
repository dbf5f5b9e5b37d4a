-- Greetings that somebody recorded: small files, kept here because every silo has to have them, whichever the carrier asks.

create table line_greetings (
  id           uuid        not null primary key, -- random: whoever knows it may listen
  line         text        not null,
  name         text        not null,
  content_type text        not null,
  size         integer     not null,
  content      bytea       not null,
  set_at       timestamptz not null
);

-- Sound does not get any smaller.
alter table line_greetings alter column content set storage external;

create index line_greetings_of_line on line_greetings (line, set_at);

grant select, insert, update, delete on line_greetings to orleanssms_service;

alter table line_greetings enable row level security;
alter table line_greetings force row level security;
create policy silos on line_greetings to orleanssms_service using (true) with check (true);
