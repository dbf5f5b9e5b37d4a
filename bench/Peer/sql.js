// Every request is one statement, hence one round trip and one transaction. Named: each connection prepares it once.
'use strict';

// The conversation is found or made on the way. Two first messages at once: the loser's statement finds nothing and is asked again.
const conversation = (user, line, contact) => `
  known as (select id from conversations where line = ${line} and contact = ${contact}),
  made as (
    insert into conversations (user_id, line, contact)
    select ${user}, ${line}, ${contact} where not exists (select from known)
    on conflict (line, contact) do nothing
    returning id),
  conversation as (select id from known union all select id from made)`;

exports.receive = {
  name: 'receive',
  text: `with ${conversation('$1', '$2', '$3')}, stored as (
      insert into sms_messages (conversation_id, message_sid, from_number, to_number, body, direction, status, num_segments)
      select id, $4, $3, $2, $5, 'inbound', 'received', $6 from conversation
      on conflict (message_sid) do nothing)
    select count(*)::int as found from conversation`,
};

exports.send = {
  name: 'send',
  text: `with ${conversation('$1', '$2', '$3')}, stored as (
      insert into sms_messages (conversation_id, idempotency_key, from_number, to_number, body, direction, status)
      select id, $4, $2, $3, $5, 'outbound', 'queued' from conversation
      on conflict (idempotency_key) do nothing
      returning id, conversation_id, created_at),
    queued as (insert into outbox (message_id) select id from stored)
    select id, conversation_id, created_at from stored`,
};

exports.sent = {
  name: 'sent',
  text: 'select id, conversation_id, created_at, from_number, to_number, body from sms_messages where idempotency_key = $1',
};

// A status never goes back. The rank of the words is the carrier's order.
exports.report = {
  name: 'report',
  text: `update sms_messages set status = $2, message_sid = coalesce(message_sid, $3), error_code = $4, updated_at = now()
    where id = $1 and array_position(array['queued', 'accepted', 'sending', 'sent', 'delivered', 'undelivered', 'failed'], status)
      < array_position(array['queued', 'accepted', 'sending', 'sent', 'delivered', 'undelivered', 'failed'], $2)`,
};

const page = (before) => `
    select c.line, c.contact, c.sms_count, c.unread_count, m.id, m.message_sid, m.from_number, m.to_number, m.body, m.direction, m.status,
      m.error_code, m.num_segments, m.created_at, m.updated_at
    from conversations c left join lateral (
      select * from sms_messages where conversation_id = c.id ${before}
      order by created_at desc, id desc limit $3) m on true
    where c.id = $1 and c.user_id = $2`;

exports.newest = { name: 'newest', text: page('') };

exports.older = { name: 'older', text: page('and (created_at, id) < ($4, $5)') };

exports.user = { name: 'user', text: 'select id from users where token_hash = $1' };
