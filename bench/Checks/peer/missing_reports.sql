-- Acknowledged reports that their message has not come to: the peer keeps only the last status.
select count(*) from acknowledged a left join sms_messages m on m.id = a.id and m.direction = 'outbound'
where a.kind = 'report' and coalesce(array_position(array['queued', 'accepted', 'sending', 'sent', 'delivered'], m.status), 0)
  < array_position(array['queued', 'accepted', 'sending', 'sent', 'delivered'], a.word)
