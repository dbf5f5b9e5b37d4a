-- Acknowledged inbound messages that are not there exactly once.
select count(*) from acknowledged a
where a.kind = 'inbound' and (select count(*) from sms_messages m where m.message_sid = 'SM' || replace(a.id::text, '-', '') and m.direction = 'inbound') <> 1
