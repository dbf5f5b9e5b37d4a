// The same four calls as the product's.
'use strict';
const { createHash } = require('node:crypto');
const express = require('express');
const { validateRequest } = require('twilio');
const sql = require('./sql.js');

const TOKEN_IS_KNOWN_FOR = 10_000;
const EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

module.exports = (pool, settings) => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const form = express.urlencoded({ extended: false });
  const known = new Map();

  const signed = (req, res, next) =>
    validateRequest(settings.AUTH_TOKEN, req.get('X-Twilio-Signature') ?? '', settings.PUBLIC_BASE_URL + req.originalUrl, req.body ?? {})
      ? next()
      : res.status(403).end();

  const member = async (req, res, next) => {
    const token = (req.get('Authorization') ?? '').replace(/^Bearer /, '');
    const remembered = known.get(token);
    if (remembered?.until > Date.now()) {
      req.user = remembered.user;
      return next();
    }
    const { rows } = await pool.query({ ...sql.user, values: [createHash('sha256').update(token).digest()] });
    if (rows.length === 0) return res.status(401).end();
    known.set(token, { user: rows[0].id, until: Date.now() + TOKEN_IS_KNOWN_FOR });
    req.user = rows[0].id;
    next();
  };

  app.post('/api/v1/twilio/sms/webhook', form, signed, async (req, res) => {
    const { From, To, MessageSid, Body, NumSegments } = req.body;
    const values = [settings.USER_ID, To, From, MessageSid, Body ?? '', Number(NumSegments ?? 1)];
    while ((await pool.query({ ...sql.receive, values })).rows[0].found === 0);
    res.type('text/xml').send(EMPTY);
  });

  app.post('/api/v1/twilio/sms/status-callback', form, signed, async (req, res) => {
    const { MessageStatus, MessageSid, ErrorCode } = req.body;
    await pool.query({ ...sql.report, values: [req.query.m, MessageStatus, MessageSid, ErrorCode ?? null] });
    res.status(204).end();
  });

  app.post('/api/v1/twilio/sms/send', member, express.json(), async (req, res) => {
    const { to, from, body } = req.body ?? {};
    const key = req.get('Idempotency-Key') ?? null;
    if (!/^\+\d{7,15}$/.test(to) || typeof from !== 'string' || typeof body !== 'string' || body.length === 0 || body.length > 1600) {
      return res.status(400).json({ code: 'invalid' });
    }
    for (;;) {
      const { rows } = await pool.query({ ...sql.send, values: [req.user, from, to, key, body] });
      if (rows.length > 0) return res.status(201).json(message(rows[0], from, to, body));
      const [before] = key === null ? [] : (await pool.query({ ...sql.sent, values: [key] })).rows;
      if (before === undefined) continue;
      const same = before.from_number === from && before.to_number === to && before.body === body;
      return same ? res.json(message(before, from, to, body)) : res.status(422).json({ code: 'idempotency-key-reused' });
    }
  });

  app.get('/api/v1/twilio/sms/conversation/:id', member, async (req, res) => {
    const { before, limit } = req.query;
    const [at, id] = before?.split('_') ?? [];
    const values = [req.params.id, req.user, Number(limit ?? 50), ...(before ? [at, id] : [])];
    const { rows } = await pool.query({ ...(before ? sql.older : sql.newest), values });
    if (rows.length === 0) return res.status(404).end();
    const { line, contact, sms_count, unread_count } = rows[0];
    const messages = [];
    for (let i = rows.length - 1; i >= 0; i--) {
      const m = rows[i];
      if (m.id !== null) {
        messages.push({
          id: m.id, messageSid: m.message_sid, from: m.from_number, to: m.to_number, body: m.body, direction: m.direction, status: m.status,
          errorCode: m.error_code, numSegments: m.num_segments, dateCreated: m.created_at, dateUpdated: m.updated_at,
        });
      }
    }
    const nextBefore = messages.length > 0 ? `${messages[0].dateCreated}_${messages[0].id}` : null;
    res.json({ conversationId: req.params.id, line, contact, smsCount: sms_count, unreadCount: unread_count, messages, nextBefore });
  });

  app.get('/health', async (req, res) => {
    await pool.query('select 1');
    res.end();
  });

  return app;
};

const message = (row, from, to, body) => ({
  id: row.id, conversationId: row.conversation_id, direction: 'outbound', from, to, body, status: 'queued', numSegments: 1, dateCreated: row.created_at,
});
