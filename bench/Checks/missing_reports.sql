select count(*) from acknowledged a where (
  select count(*) from sms_messages m, jsonb_array_elements(m.timeline) report
  where m.id = a.id and m.direction = 'outbound' and report ->> 'status' = a.word and report ->> 'messageSid' = 'SM' || replace(a.id::text, '-', '')) <> 1
