-- What came into these conversations since the load began.
select count(*) filter (where m.direction = 'inbound'), count(*) filter (where m.direction = 'outbound')
from touched t join sms_messages m on m.conversation_id = t.id
where m.created_at >= $1
