namespace OrleansSms.Postgres.Commits;

/// <summary>
/// The text of the one statement, in the parts that a group needs: an executor opens every table and index that is named,
/// also where nothing is written, and most groups touch neither the outbox nor a reader's place.
/// </summary>
internal static class CommitSql
{
    // What is known comes first: a text delivered twice, or a draft sent twice, leaves its conversation as it is.
    // A race for a unique key that this does not see yet fails the statement, and each commit is tried alone.
    private const string Known = """
        with
        head as (
          select * from unnest(
            $1::uuid[], $2::bigint[], $3::bigint[], $4::int[], $5::int[], $6::int[], $7::int[], $8::text[], $9::bool[], $10::text[], $11::text[],
            $12::text[], $13::timestamptz[], $14::text[], $15::text[], $16::timestamptz[], $17::int[], $18::int[], $19::uuid[],
            $20::timestamptz[], $21::text[], $22::int[], $23::int[], $24::int[], $25::text[], $26::int[], $27::int[])
          as head (id, builds_on, version, last_number, sms_count, inbound_count, unread_count, state, opted_out, preview, preview_direction,
            preview_status, last_activity_at, line, contact, created_at, stopped_through, preview_number, assignee,
            snoozed_until, tags, failed_count, settled_count, done_through, preview_call, preview_seconds, missed_count)),
        message as (
          select * from unnest(
            $28::uuid[], $29::int[], $30::uuid[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::int[],
            $38::text[], $39::int[], $40::numeric[], $41::text[], $42::jsonb[], $43::timestamptz[], $44::timestamptz[], $45::timestamptz[],
            $46::jsonb[], $47::uuid[], $48::timestamptz[], $49::text[], $50::int[], $51::bool[], $52::timestamptz[], $53::bool[])
          as message (conversation_id, number, id, direction, message_sid, from_number, to_number, body, status, error_code,
            error_message, num_segments, price, price_unit, media, date_created, date_sent, date_updated,
            timeline, user_id, send_at, line, outbox, recovered, held_until, cancel_on_reply)),
        known as (
          select message.conversation_id as id from message join sms_messages stored on stored.message_sid = message.message_sid
          where (stored.conversation_id, stored.number) <> (message.conversation_id, message.number)
          union
          select message.conversation_id from message join sms_messages stored on stored.id = message.id and stored.direction = 'outbound'
          where message.direction = 'outbound' and (stored.conversation_id, stored.number) <> (message.conversation_id, message.number))
        """;

    // The rows stay locked to the end: the line's sender passes over them, or has taken them before and is waited for.
    private const string Late = """
        ,
        held as materialized (
          select o.message_id from outbox o
          where o.message_id = any (array(select id from message where outbox in (6, 7))) and o.state in ('waiting', 'behind')
          for update),
        late as (
          select conversation_id as id from message where outbox in (6, 7) and id not in (select message_id from held)),
        refused as (select id from known union all select id from late)
        """;

    private const string NoneLate = """
        ,
        refused as (select id from known)
        """;

    private const string Messages = """
        ,
        moved as (
          update conversations c set
            version = head.version, last_number = head.last_number, sms_count = head.sms_count, inbound_count = head.inbound_count,
            unread_count = head.unread_count, state = head.state, opted_out = head.opted_out, preview = head.preview,
            preview_direction = head.preview_direction, preview_status = head.preview_status, last_activity_at = head.last_activity_at,
            stopped_through = head.stopped_through, preview_number = head.preview_number, assignee = head.assignee,
            snoozed_until = head.snoozed_until, tags = string_to_array(head.tags, E'\n'), failed_count = head.failed_count,
            settled_count = head.settled_count, done_through = head.done_through, preview_call = head.preview_call,
            preview_seconds = head.preview_seconds, missed_count = head.missed_count, updated_at = now()
          from head
          where c.id = head.id and c.version = head.builds_on and head.builds_on > 0 and head.id not in (select id from refused)
          returning c.id),
        opened as (
          insert into conversations (
            id, version, last_number, sms_count, inbound_count, unread_count, state, opted_out, preview, preview_direction, preview_status,
            last_activity_at, line, contact, created_at, stopped_through, preview_number, assignee, snoozed_until, tags, failed_count,
            settled_count, done_through, preview_call, preview_seconds, missed_count, updated_at)
          select
            id, version, last_number, sms_count, inbound_count, unread_count, state, opted_out, preview, preview_direction, preview_status,
            last_activity_at, line, contact, created_at, stopped_through, preview_number, assignee, snoozed_until,
            string_to_array(tags, E'\n'), failed_count, settled_count, done_through, preview_call, preview_seconds, missed_count, now()
          from head where builds_on = 0 and id not in (select id from refused)
          on conflict (id) do nothing
          returning id),
        taken as (select id from moved union all select id from opened),
        written as (select message.* from message join taken on taken.id = message.conversation_id),
        messages as (
          insert into sms_messages (
            conversation_id, number, id, direction, message_sid, from_number, to_number, body, status, error_code, error_message, num_segments,
            price, price_unit, media, date_created, date_sent, date_updated, timeline, user_id, send_at, recovered, held_until, cancel_on_reply, scheduled_for)
          select
            conversation_id, number, id, direction, message_sid, from_number, to_number, body, status, error_code, error_message, num_segments,
            price, price_unit, media, date_created, date_sent, date_updated, timeline, user_id, send_at, recovered, held_until, cancel_on_reply,
            case when status = 'scheduled' then send_at end
          from written where outbox <> 7
          on conflict (conversation_id, number) do update set
            message_sid = excluded.message_sid, status = excluded.status, error_code = excluded.error_code,
            error_message = excluded.error_message, num_segments = excluded.num_segments, price = excluded.price,
            price_unit = excluded.price_unit, date_sent = excluded.date_sent, date_updated = excluded.date_updated,
            timeline = excluded.timeline, scheduled_for = case when excluded.status = 'scheduled' then sms_messages.send_at end
          where sms_messages.id = excluded.id)
        """;

    private const string Outbox = """
        ,
        entered as (
          insert into outbox (message_id, conversation_id, number, line, entered_at, send_at, due_at)
          select id, conversation_id, number, line, date_created, send_at, coalesce(send_at, held_until, date_created)
          from written where outbox = 1
          on conflict (message_id) do nothing),
        tried as (
          select written.*, (select coalesce(max((report ->> 'attempt')::int), 0) from jsonb_array_elements(timeline) report) as attempt
          from written where outbox in (2, 4, 5)),
        doubted as ( -- the row may be gone: an earlier attempt seemed to have arrived, and then did not
          insert into outbox (message_id, conversation_id, number, line, entered_at, due_at, state, attempt, first_tried_at, tried_at, doubted_at)
          select id, conversation_id, number, line, date_created, date_updated, 'in_doubt', attempt, date_updated, date_updated, date_updated
          from tried where outbox in (2, 4)
          on conflict (message_id) do update
            set state = 'in_doubt', claimed_until = null, doubted_at = excluded.doubted_at, look_ups = 0, next_look_up = null),
        again as (
          insert into outbox (message_id, conversation_id, number, line, entered_at, due_at, attempt)
          select id, conversation_id, number, line, date_created, date_updated, attempt
          from tried where outbox = 5
          on conflict (message_id) do update
            set state = 'waiting', due_at = excluded.due_at, claimed_until = null, send_at = null, first_tried_at = null,
              doubted_at = null, look_ups = 0, next_look_up = null),
        gone as (
          delete from outbox where message_id = any (array(select id from written where outbox in (3, 6))))
        """;

    private const string Moves = """
        ,
        reworded as (
          update sms_messages m set
            body = w.body, send_at = w.send_at, scheduled_for = case when w.status = 'scheduled' then w.send_at end, cancel_on_reply = w.cancel_on_reply, num_segments = w.num_segments, status = w.status,
            error_code = w.error_code, error_message = w.error_message, timeline = w.timeline, date_updated = w.date_updated
          from written w where w.outbox = 7 and m.conversation_id = w.conversation_id and m.number = w.number and m.id = w.id),
        put_off as (
          update outbox o set send_at = w.send_at, due_at = w.send_at, state = 'waiting'
          from written w where w.outbox = 7 and o.message_id = w.id)
        """;

    private const string Outcome = """

        select id, 'taken' from taken union all select id, 'known' from known
        """;

    private const string LateOutcome = " union all select id, 'late' from late where id not in (select id from known)";

    private static readonly string[] Texts =
    [
        .. Enumerable.Range(0, 1 << 6).Select(parts => string.Concat(
        [
            Known, In(parts, 0, Late, NoneLate), Messages, In(parts, 1, Outbox), In(parts, 0, Moves), In(parts, 2, CommitPeopleSql.Reads),
            In(parts, 3, CommitPeopleSql.Unread), In(parts, 4, CommitPeopleSql.Asides), In(parts, 5, CommitCallsSql.Calls), Outcome, In(parts, 0, LateOutcome),
        ])),
    ];

    /// <summary>For what a group has: always the same text for the same, so that it is prepared once.</summary>
    /// <param name="late">Something is taken back or moved, which only with <paramref name="outbox"/> is.</param>
    public static string For(bool late, bool outbox, bool reads, bool unread, bool asides, bool calls) =>
        Texts[Bit(late, 0) | Bit(outbox, 1) | Bit(reads, 2) | Bit(unread, 3) | Bit(asides, 4) | Bit(calls, 5)];

    private static string In(int parts, int place, string part, string other = "") => (parts & (1 << place)) == 0 ? other : part;

    private static int Bit(bool isThere, int place) => isThere ? 1 << place : 0;
}
