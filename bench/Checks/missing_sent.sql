-- Messages that were taken for sending and are not there exactly once.
select count(*) from acknowledged a
where a.kind = 'sent' and (select count(*) from sms_messages m where m.id = a.id and m.direction = 'outbound') <> 1
