-- Whoever remembers what members may do is told when something of it changes.

create function access_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('access', '');
  return null;
end $$;

create trigger access_changed after insert or update of role or delete on users for each statement execute function access_changed();
create trigger access_changed after insert or update or delete on api_tokens for each statement execute function access_changed();
create trigger access_changed after insert or update or delete on lines for each statement execute function access_changed();
create trigger access_changed after insert or update or delete on line_members for each statement execute function access_changed();
