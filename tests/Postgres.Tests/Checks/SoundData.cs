using Npgsql;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Checks;

/// <summary>A small installation in which everything agrees, with a message in every place one can be.</summary>
internal static class SoundData
{
    /// <summary>An inbound, a delivered and a waiting message, all read.</summary>
    public const string Anna = "a0000000-0000-0000-0000-000000000000";

    /// <summary>An unread inbound message and one in doubt.</summary>
    public const string Bert = "b0000000-0000-0000-0000-000000000000";

    /// <summary>A failed and a scheduled message, one that was sent again after a doubt, and a note.</summary>
    public const string Cleo = "c0000000-0000-0000-0000-000000000000";

    /// <summary>A message at the carrier just now, whose word is not known; and pictures without a text.</summary>
    public const string Dora = "d0000000-0000-0000-0000-000000000000";

    /// <summary>An inbound message, a call that nobody took, and one that was placed and is over.</summary>
    public const string Evan = "e0000000-0000-0000-0000-000000000000";

    public static async Task<TestDatabase> Create(PostgresServer server)
    {
        var database = await server.CreateDatabase();
        await database.DataSource.Execute(Rows, [], CancellationToken.None);
        return database;
    }

    public static Task Damage(TestDatabase database, string sql) => database.DataSource.Execute(sql, [], CancellationToken.None);

    // Ids of messages: the conversation's letter, and the entry number at the end.
    private const string Rows = """
        insert into lines (number) values ('+15550000001');

        insert into conversations (id, line, contact, version, last_number, sms_count, inbound_count, unread_count, state, opted_out, preview,
          preview_direction, preview_status, last_activity_at, created_at, updated_at, preview_number, failed_count)
        values
          ('a0000000-0000-0000-0000-000000000000', '+15550000001', '+15550000011', 6, 3, 3, 1, 0, 'open', false, 'See you', 'outbound', 'queued', now() - interval '1 minute', now() - interval '1 day', now(), 3, 0),
          ('b0000000-0000-0000-0000-000000000000', '+15550000001', '+15550000012', 3, 2, 2, 1, 1, 'done', false, 'Hello?', 'outbound', 'in_doubt', now() - interval '5 minutes', now() - interval '1 day', now(), 2, 0),
          ('c0000000-0000-0000-0000-000000000000', '+15550000001', '+15550000013', 8, 4, 3, 0, 0, 'open', false, 'Again', 'outbound', 'sent', now() - interval '2 hours', now() - interval '1 day', now(), 3, 1),
          ('d0000000-0000-0000-0000-000000000000', '+15550000001', '+15550000014', 3, 2, 2, 0, 0, 'open', false, 'Photo', 'outbound', 'queued', now() - interval '10 seconds', now() - interval '1 day', now(), 2, 0);

        insert into conversations (id, line, contact, version, last_number, sms_count, inbound_count, unread_count, state, opted_out, preview,
          preview_direction, preview_status, last_activity_at, created_at, updated_at, preview_number, preview_call, preview_seconds, missed_count)
        values
          ('e0000000-0000-0000-0000-000000000000', '+15550000001', '+15550000015', 6, 3, 1, 2, 2, 'open', false, '', 'outbound', 'received', now() - interval '20 minutes', now() - interval '1 day', now(), 3, 'completed', 60, 1);

        insert into calls (conversation_id, number, id, direction, line, call_sid, from_number, to_number, status, user_id, member_number,
          date_created, answered_at, ended_at, date_updated, seconds, timeline, hang_up, recovered)
        values
          ('e0000000-0000-0000-0000-000000000000', 2, 'e0000000-0000-0000-0000-000000000002', 'inbound', '+15550000001', 'CAe2', '+15550000015', '+15550000001', 'missed', null, null,
            now() - interval '1 hour', null, '2031-05-17T08:30:00Z', now(), null, '[{"leg":"contact","status":"completed","callSid":"CAe2","receivedAt":"2031-05-17T08:30:00+00:00"}]', false, false),
          ('e0000000-0000-0000-0000-000000000000', 3, 'e0000000-0000-0000-0000-000000000003', 'outbound', '+15550000001', 'CAe3', '+15550000001', '+15550000015', 'completed', '00000000-0000-0000-0000-000000000001', '+15550000099',
            now() - interval '20 minutes', '2031-05-17T08:30:01.123456Z', '2031-05-17T08:31:01Z', now(), 60,
            '[{"leg":"member","status":"in-progress","callSid":"CAe3","receivedAt":"2031-05-17T08:30:00+00:00"},{"leg":"contact","status":"in-progress","callSid":"CAe4","receivedAt":"2031-05-17T08:30:01.123456+00:00"},{"leg":"contact","status":"completed","callSid":"CAe4","seconds":60,"carrierDate":"2031-05-17T08:31:01+00:00","receivedAt":"2031-05-17T08:31:02+00:00"}]', false, false);

        insert into sms_messages (conversation_id, number, id, message_sid, from_number, to_number, body, direction, status, error_code, num_segments,
          media, timeline, date_created, date_updated, send_at)
        values
          ('a0000000-0000-0000-0000-000000000000', 1, 'a0000000-0000-0000-0000-000000000001', 'SMa1', '+15550000011', '+15550000001', 'Hi', 'inbound', 'received', null, 1, null, null, now() - interval '1 day', now(), null),
          ('a0000000-0000-0000-0000-000000000000', 2, 'a0000000-0000-0000-0000-000000000002', 'SMa2', '+15550000001', '+15550000011', 'Hello', 'outbound', 'delivered', null, 1, null,
            '[{"status":"queued","messageSid":"SMa2","receivedAt":"2031-05-17T08:30:00+00:00"},{"status":"delivered","messageSid":"SMa2","receivedAt":"2031-05-17T08:30:02+00:00"},{"status":"sent","messageSid":"SMa2","receivedAt":"2031-05-17T08:30:03+00:00"}]',
            now() - interval '2 hours', now(), null),
          ('a0000000-0000-0000-0000-000000000000', 3, 'a0000000-0000-0000-0000-000000000003', null, '+15550000001', '+15550000011', 'See  you', 'outbound', 'queued', null, 1, null, null, now() - interval '1 minute', now(), null),
          ('b0000000-0000-0000-0000-000000000000', 1, 'b0000000-0000-0000-0000-000000000001', 'SMb1', '+15550000012', '+15550000001', 'Hi', 'inbound', 'received', null, 1, null, null, now() - interval '1 day', now(), null),
          ('b0000000-0000-0000-0000-000000000000', 2, 'b0000000-0000-0000-0000-000000000002', null, '+15550000001', '+15550000012', 'Hello?', 'outbound', 'in_doubt', null, 1, null,
            '[{"status":"in_doubt","receivedAt":"2031-05-17T08:30:00+00:00"}]', now() - interval '5 minutes', now(), null),
          ('c0000000-0000-0000-0000-000000000000', 1, 'c0000000-0000-0000-0000-000000000001', 'SMc1', '+15550000001', '+15550000013', 'Hi', 'outbound', 'undelivered', 30005, 1, null,
            '[{"status":"undelivered","errorCode":30003,"messageSid":"SMc1","receivedAt":"2031-05-17T08:30:00+00:00"},{"status":"undelivered","errorCode":30005,"messageSid":"SMc1","receivedAt":"2031-05-17T08:31:00+00:00"}]',
            now() - interval '1 day', now(), null),
          ('c0000000-0000-0000-0000-000000000000', 2, 'c0000000-0000-0000-0000-000000000002', null, '+15550000001', '+15550000013', 'Tomorrow', 'outbound', 'scheduled', null, 1, null, null, now() - interval '3 hours', now(), now() + interval '1 day'),
          ('c0000000-0000-0000-0000-000000000000', 3, 'c0000000-0000-0000-0000-000000000003', 'SMc3', '+15550000001', '+15550000013', 'Again', 'outbound', 'sent', null, 1, null,
            '[{"status":"in_doubt","attempt":1,"receivedAt":"2031-05-17T08:30:00+00:00"},{"status":"not_confirmed","attempt":1,"receivedAt":"2031-05-17T08:31:00+00:00"},{"status":"sent_again","attempt":1,"receivedAt":"2031-05-17T08:32:00+00:00"},{"status":"undelivered","errorCode":30003,"attempt":1,"messageSid":"SMc4","receivedAt":"2031-05-17T08:33:00+00:00"},{"status":"sent","attempt":2,"messageSid":"SMc3","receivedAt":"2031-05-17T08:33:00+00:00"}]',
            now() - interval '2 hours', now(), null),
          ('e0000000-0000-0000-0000-000000000000', 1, 'e0000000-0000-0000-0000-000000000001', 'SMe1', '+15550000015', '+15550000001', 'Call me', 'inbound', 'received', null, 1, null, null, now() - interval '1 day', now(), null),
          ('d0000000-0000-0000-0000-000000000000', 1, 'd0000000-0000-0000-0000-000000000001', 'SMd1', '+15550000001', '+15550000014', 'Hi', 'outbound', 'accepted', null, 1, null,
            '[{"status":"dreaming","messageSid":"SMd1","receivedAt":"2031-05-17T08:30:00+00:00"}]', now() - interval '1 day', now(), null),
          ('d0000000-0000-0000-0000-000000000000', 2, 'd0000000-0000-0000-0000-000000000002', null, '+15550000001', '+15550000014', '', 'outbound', 'queued', null, 1,
            '[{"url":"https://example.com/cat.jpg"}]', null, now() - interval '10 seconds', now(), null);

        insert into asides (conversation_id, number, id, kind, user_id, body, mentions, date_created)
        values ('c0000000-0000-0000-0000-000000000000', 4, 'c0000000-0000-0000-0000-000000000004', 'note', '00000000-0000-0000-0000-000000000001', 'Called, no answer', '{}', now());

        insert into outbox (message_id, conversation_id, number, line, entered_at, send_at, due_at, state, attempt, first_tried_at, claimed_until)
        values
          ('a0000000-0000-0000-0000-000000000003', 'a0000000-0000-0000-0000-000000000000', 3, '+15550000001', now() - interval '1 minute', null, now() - interval '1 minute', 'waiting', 0, null, null),
          ('b0000000-0000-0000-0000-000000000002', 'b0000000-0000-0000-0000-000000000000', 2, '+15550000001', now() - interval '5 minutes', null, now() - interval '5 minutes', 'in_doubt', 1, now() - interval '4 minutes', null),
          ('c0000000-0000-0000-0000-000000000002', 'c0000000-0000-0000-0000-000000000000', 2, '+15550000001', now() - interval '3 hours', now() + interval '1 day', now() + interval '1 day', 'waiting', 0, null, null),
          ('d0000000-0000-0000-0000-000000000002', 'd0000000-0000-0000-0000-000000000000', 2, '+15550000001', now() - interval '10 seconds', null, now() - interval '10 seconds', 'claimed', 1, now(), now() + interval '6 minutes');

        insert into read_positions (user_id, conversation_id, inbound_count)
        values
          ('00000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000000', 1),
          ('00000000-0000-0000-0000-000000000002', 'a0000000-0000-0000-0000-000000000000', 0);
        """;
}
