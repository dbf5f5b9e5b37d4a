using System.Collections.Immutable;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Checks;

/// <summary>The outbox against the messages it holds, and what stays in it for too long.</summary>
internal static class OutboxChecks
{
    public static ImmutableArray<ICheck> All(CheckLimits limits) =>
    [
        new SqlCheck(
            [
                new("outbox-rows", "Every outbox row is of a message that is still to be sent or in doubt", Advice.Report),
                new("messages-to-send", "Every message that is to be sent or in doubt has an outbox row", Advice.Report),
            ],
            """
            select 'outbox-rows', o.message_id::text, case
              when m.id is null then 'no such message'
              when o.line <> m.from_number then 'the message is of another line'
              else format('the row is %s, the message %s', o.state, m.status) end
            from outbox o left join sms_messages m on m.conversation_id = o.conversation_id and m.number = o.number and m.id = o.message_id
            where m.id is null or o.line <> m.from_number or m.direction <> 'outbound'
              or (o.state = 'in_doubt' and m.status <> 'in_doubt') or (o.state <> 'in_doubt' and m.status not in ('scheduled', 'queued'))
            union all
            select 'messages-to-send', m.id::text, format('%s, entry %s of conversation %s', m.status, m.number, m.conversation_id)
            from sms_messages m
            where m.direction = 'outbound' and m.status in ('scheduled', 'queued', 'in_doubt')
              and not exists (select from outbox o where o.message_id = m.id)
            """),

        new SqlCheck(
            [
                new("overdue", "No message waits for its line longer than expected", Advice.Sender + " A long queue behind the line's pace is no damage; --overdue tells what is normal here."),
                new("behind", "No message waits behind one that is gone", Advice.Report),
                new("abandoned", "No claim has outlived its sender", Advice.Sender),
                new("in-doubt", "No message is in doubt for more than an hour", "Open them in the inbox: each says what was found in the carrier's records and can be sent again. A person decides."),
            ],
            """
            select 'overdue', o.message_id::text, format('%s, due %s ago', o.state, date_trunc('minute', now() - o.due_at))
            from outbox o where o.state in ('waiting', 'behind') and o.due_at < now() - make_interval(secs => $1)
            union all
            select 'behind', o.message_id::text, format('entry %s of conversation %s', o.number, o.conversation_id)
            from outbox o
            where o.state = 'behind' and not exists (
              select from outbox earlier
              where earlier.conversation_id = o.conversation_id and earlier.number < o.number and earlier.state in ('waiting', 'behind', 'claimed'))
            union all
            select 'abandoned', o.message_id::text, coalesce(format('its lease ended %s ago', date_trunc('minute', now() - o.claimed_until)), 'claimed for ever')
            from outbox o where o.state in ('claimed', 'stopped') and coalesce(o.claimed_until < now() - interval '10 minutes', true)
            union all
            select 'in-doubt', o.message_id::text, format('for %s', date_trunc('minute', now() - coalesce(o.doubted_at, o.first_tried_at, o.entered_at)))
            from outbox o where o.state = 'in_doubt' and coalesce(o.doubted_at, o.first_tried_at, o.entered_at) < now() - interval '1 hour'
            """)
        { Arguments = () => [Double(limits.Overdue.TotalSeconds)] },
    ];
}
