select count(*) filter (where direction = 'inbound'), count(*) filter (where direction = 'outbound') from sms_messages
