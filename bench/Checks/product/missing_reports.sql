-- Acknowledged reports that are not in their message's timeline exactly once.
select count(*) from acknowledged a where a.kind = 'report' and (
  select count(*) from sms_messages m, jsonb_array_elements(m.timeline) report
  where m.id = a.id and m.direction = 'outbound' and report ->> 'status' = a.word and report ->> 'messageSid' = 'SM' || replace(a.id::text, '-', '')) <> 1
