-- The outbox at a cost that does not grow with what waits in it, a pace that outlives its sender, and what a STOP takes out.

-- behind:  an earlier text of its conversation is still to go; the sender does not meet it until that one has left.
-- stopped: the contact opted out before it was its turn; claimed_until is when it was taken out.
alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check check (state in ('waiting', 'behind', 'claimed', 'in_doubt', 'stopped'));

drop index outbox_by_line;
create index outbox_queue on outbox (line, state, due_at, entered) where state in ('waiting', 'behind');
create index outbox_taken on outbox (line, claimed_until) where state in ('claimed', 'stopped');
create index outbox_behind on outbox (conversation_id, number) where state = 'behind';

-- Whatever removes a text, or makes it one that holds nobody, lets the next of its conversation move up: in the same
-- transaction, and seeing what was committed until then, so that nothing stays behind nobody.
create function outbox_move_up() returns trigger language plpgsql as $$
begin
  update outbox set state = 'waiting'
  where message_id = (
    select o.message_id from outbox o
    where o.conversation_id = old.conversation_id and o.state = 'behind'
    order by o.number limit 1);
  return null;
end
$$;

-- One that was behind another held nobody that the other does not hold; one in doubt held nobody any more.
create trigger outbox_left after delete on outbox for each row
  when (old.state in ('waiting', 'claimed', 'stopped')) execute function outbox_move_up();

create trigger outbox_in_doubt after update of state on outbox for each row
  when (new.state = 'in_doubt' and old.state <> 'in_doubt') execute function outbox_move_up();

-- What a line sent lately, in segments that its pace has not paid for yet, as of a moment.
create table line_pace (
  line text             not null primary key,
  at   timestamptz      not null,
  owed double precision not null
) with (fillfactor = 50);

-- The newest entry that a STOP speaks of: nothing up to it is sent any more, also not after a START.
alter table conversations add column stopped_through integer not null default 0;
update conversations set stopped_through = last_number where opted_out;
