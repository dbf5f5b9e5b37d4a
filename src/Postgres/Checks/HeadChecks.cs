using System.Collections.Immutable;

namespace OrleansSms.Postgres.Checks;

/// <summary>What the heads say against a recount, and what belongs to no head.</summary>
internal static class HeadChecks
{
    public static ImmutableArray<ICheck> All { get; } =
    [
        // One walk over the messages for all of these.
        new SqlCheck(
            [
                new("sms-count", "The SMS count is the number of messages", Advice.Report),
                new("inbound-count", "The inbound count is the number of inbound messages and missed calls", Advice.Report),
                new("unread-count", "The unread count is what came in after the furthest read position", Advice.Report),
                new("failed-count", "The failed count is the number of texts that did not arrive since it was last done", Advice.Report),
                new("missed-count", "The missed count is the number of calls that nobody took since it was last done", Advice.Report),
                new("entry-numbers", "Entries are numbered 1, 2, 3 … without gaps up to the last number", Advice.Report),
                new("last-activity", "The last activity is the time of the latest entry", Advice.Report),
                new("messages-without-conversation", "Every message belongs to a conversation", Advice.Report),
            ],
            """
            with counted as materialized (
              select conversation_id, count(*) as messages, count(*) filter (where direction = 'inbound') as inbound,
                min(number) as first, max(number)::bigint as last, sum(number::bigint) as total, max(date_created) as latest
              from sms_messages group by conversation_id),
            aside as materialized (
              select conversation_id, count(*) as asides, min(number) as first, max(number)::bigint as last, sum(number::bigint) as total,
                max(date_created) filter (where kind = 'woken') as woken
              from asides group by conversation_id),
            called as materialized (
              select k.conversation_id, count(*) as calls, count(*) filter (where k.status in ('missed', 'voicemail')) as missed,
                count(*) filter (where k.status in ('missed', 'voicemail') and k.number > c.done_through) as missed_since,
                min(k.number) as first, max(k.number)::bigint as last, sum(k.number::bigint) as total, max(k.date_created) as latest
              from calls k left join conversations c on c.id = k.conversation_id group by k.conversation_id),
            failed as materialized (
              select m.conversation_id, count(*) as failed from sms_messages m join conversations c on c.id = m.conversation_id
              where m.direction = 'outbound' and m.status in ('failed', 'undelivered') and m.number > c.done_through group by m.conversation_id),
            seen as (
              select conversation_id, max(inbound_count) as furthest from read_positions group by conversation_id),
            heads as materialized (
              select c.id, c.last_number, c.sms_count, c.inbound_count, c.unread_count, c.failed_count, c.missed_count, c.last_activity_at,
                coalesce(m.messages, 0) as messages, coalesce(m.messages, 0) + coalesce(a.asides, 0) + coalesce(k.calls, 0) as entries,
                coalesce(m.inbound, 0) + coalesce(k.missed, 0) as inbound,
                least(m.first, a.first, k.first) as first, greatest(m.last, a.last, k.last, 0) as last,
                coalesce(m.total, 0) + coalesce(a.total, 0) + coalesce(k.total, 0) as total,
                greatest(m.latest, a.woken, k.latest) as latest,
                coalesce(m.inbound, 0) + coalesce(k.missed, 0) - greatest(coalesce(s.furthest, 0), c.settled_count) as unread,
                coalesce(f.failed, 0) as failed, coalesce(k.missed_since, 0) as missed
              from conversations c left join counted m on m.conversation_id = c.id left join aside a on a.conversation_id = c.id
                left join seen s on s.conversation_id = c.id left join failed f on f.conversation_id = c.id
                left join called k on k.conversation_id = c.id)
            select 'sms-count', id::text, format('says %s, there are %s', sms_count, messages) from heads where sms_count <> messages
            union all
            select 'inbound-count', id::text, format('says %s, there are %s', inbound_count, inbound) from heads where inbound_count <> inbound
            union all
            select 'unread-count', id::text, format('says %s, there are %s', unread_count, unread) from heads where unread_count <> unread
            union all
            select 'failed-count', id::text, format('says %s, there are %s', failed_count, failed) from heads where failed_count <> failed
            union all
            select 'missed-count', id::text, format('says %s, there are %s', missed_count, missed) from heads where missed_count <> missed
            union all
            select 'entry-numbers', id::text, format('says last %s; %s entries from %s to %s', last_number, entries, coalesce(first, 0), last)
            from heads where last_number <> last or entries <> last or first <> 1 or total <> last * (last + 1) / 2
            union all
            select 'last-activity', id::text, 'the head has another time' from heads where last_activity_at <> latest
            union all
            select 'messages-without-conversation', m.conversation_id::text, format('%s messages', m.messages)
            from counted m where not exists (select from conversations c where c.id = m.conversation_id)
            """),

        new SqlCheck(
            [
                new("unread-lists", "A conversation is on a member's list of the unread exactly when more came in than the member has seen", Advice.Report),
                new("asides-without-conversation", "Every note and event belongs to a conversation", Advice.Report),
                new("calls-without-conversation", "Every call belongs to a conversation", Advice.Report),
            ],
            """
            with wanted as (
              select m.user_id, c.id from line_members m join conversations c on c.line = m.line
                left join read_positions r on r.user_id = m.user_id and r.conversation_id = c.id
              where c.inbound_count > case when r.back then r.inbound_count else greatest(coalesce(r.inbound_count, 0), c.settled_count) end)
            select 'unread-lists', coalesce(w.id, u.conversation_id)::text, case when w.id is null then 'on a list for nothing' else 'missing on a list' end
            from wanted w full join unread_conversations u on u.user_id = w.user_id and u.conversation_id = w.id
            where w.id is null or u.conversation_id is null
            union all
            select distinct 'asides-without-conversation', a.conversation_id::text, 'no such conversation'
            from asides a where not exists (select from conversations c where c.id = a.conversation_id)
            union all
            select distinct 'calls-without-conversation', k.conversation_id::text, 'no such conversation'
            from calls k where not exists (select from conversations c where c.id = k.conversation_id)
            """),

        new SqlCheck(
            [new("read-positions", "Every read position belongs to a conversation and is within what came in", Advice.Report)],
            """
            select 'read-positions', r.conversation_id::text,
              case when c.id is null then 'no such conversation' else format('at %s of %s', r.inbound_count, c.inbound_count) end
            from read_positions r left join conversations c on c.id = r.conversation_id
            where c.id is null or r.inbound_count not between 0 and c.inbound_count
            """),

        new SqlCheck(
            [new("further-rows", "What is kept beside a message is of a message that is there", Advice.Report)],
            """
            select 'further-rows', b.message_id::text, b.kept
            from (select message_id, 'a second SID' as kept from doubles union all select message_id, 'an open case' from open_cases) as b
            where not exists (select from sms_messages m where m.id = b.message_id and m.direction = 'outbound')
            """),

        new SqlCheck(
            [
                new("unknown-lines", "Every conversation's line is known", "Insert the number into lines, and its members into line_members."),
                new("one-conversation", "A line and a contact have one conversation", "Was the secret salt (table installation) lost or replaced? Restore it from a backup: with another salt known people get new conversations."),
            ],
            """
            select 'unknown-lines', c.id::text, 'its line is not in lines'
            from conversations c where not exists (select from lines l where l.number = c.line)
            union all
            select 'one-conversation', min(c.id::text), format('%s conversations', count(*))
            from conversations c group by c.line, c.contact having count(*) > 1
            """),
    ];
}
