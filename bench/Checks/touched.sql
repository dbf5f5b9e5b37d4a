-- Conversations that the load wrote to.
create temp table touched as
select m.conversation_id as id from acknowledged a join sms_messages m on m.message_sid = 'SM' || replace(a.id::text, '-', '') where a.kind = 'inbound'
union
select m.conversation_id from acknowledged a join sms_messages m on m.id = a.id and m.direction = 'outbound' where a.kind <> 'inbound'
