-- Texts that can be taken back: held for a moment, scheduled, or scheduled unless their contact writes first.

alter table sms_messages
  add column held_until      timestamptz,
  add column cancel_on_reply boolean not null default false,
  -- The time of one that still waits for it. Apart from the status, whose index would make every report on every message dearer.
  add column scheduled_for   timestamptz;

-- What waits for its time, the next first.
create index sms_messages_scheduled on sms_messages (from_number, scheduled_for, id) where scheduled_for is not null;

-- One that is put off further lets the next of its conversation move up, as one that leaves does.
create trigger outbox_put_off after update of send_at on outbox for each row
  when (new.send_at is distinct from old.send_at) execute function outbox_move_up();

set local role orleanssms_service;
update sms_messages set scheduled_for = send_at where status = 'scheduled';
reset role;
