-- The conversations pgbench writes to: ten messages each, like the ones the product is measured on.
insert into conversations (
  id, line, contact, version, last_number, sms_count, inbound_count, unread_count, state, opted_out,
  preview, preview_direction, preview_status, last_activity_at, created_at, updated_at)
select ('00000000-0000-4000-8000-' || lpad(to_hex(c), 12, '0'))::uuid, '+14155550100', '+1200' || (2000000 + c), 10, 10, 10, 10, 10, 'open', false,
  'Is the appointment on Thursday still on?', 'inbound', 'received', now(), now(), now()
from generate_series(0, $1 - 1) c;

insert into sms_messages (
  conversation_id, number, id, message_sid, from_number, to_number, body, direction, status, num_segments, date_created, date_sent, date_updated)
select ('00000000-0000-4000-8000-' || lpad(to_hex(c), 12, '0'))::uuid, n, gen_random_uuid(), 'SM' || md5('seed' || c || '-' || n),
  '+1200' || (2000000 + c), '+14155550100', 'Is the appointment on Thursday still on? I could come an hour earlier.', 'inbound', 'received', 1, now(), now(), now()
from generate_series(1, 10) n, generate_series(0, $1 - 1) c;
