-- Until when a member's browser can be rung: as long as the last pass is good that one of them asked for.
create table browser_phones (
  user_id         uuid        not null primary key references users (id) on delete cascade,
  reachable_until timestamptz not null
);

grant select, insert, update, delete on browser_phones to orleanssms_service;
