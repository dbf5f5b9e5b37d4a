select count(*) from acknowledged a where (select count(*) from sms_messages m where m.id = a.id and m.direction = 'outbound') <> 1
