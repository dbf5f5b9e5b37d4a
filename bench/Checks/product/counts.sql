-- Conversations that do not add up: numbers with gaps, heads that count differently from their messages.
select count(*) from (
  select m.conversation_id, count(*) as messages, count(*) filter (where m.direction = 'inbound') as inbound,
    min(m.number) as first, max(m.number) as last
  from sms_messages m /*where*/ group by m.conversation_id) as stored
full join (select * from conversations m /*where id*/) as c on c.id = stored.conversation_id
where c.id is null or stored.conversation_id is null
  or stored.first <> 1 or stored.messages <> stored.last or c.last_number <> stored.last
  or c.sms_count <> stored.messages or c.inbound_count <> stored.inbound
