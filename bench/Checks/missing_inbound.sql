select count(*) from acknowledged a
where (select count(*) from sms_messages m where m.message_sid = 'SM' || replace(a.id::text, '-', '') and m.direction = 'inbound') <> 1
