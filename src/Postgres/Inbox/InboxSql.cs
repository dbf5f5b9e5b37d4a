using OrleansSms.Inbox;
using OrleansSms.Postgres.Conversations;

namespace OrleansSms.Postgres.Inbox;

/// <summary>
/// The text of a list question. Every source is walked in the list's order by an index of its own and stops when the page
/// is full; the lists of several lines and states are merged from their starts. What is asked for is always a parameter.
/// </summary>
internal static class InboxSql
{
    /// <summary>What a member has seen of <c>c</c>, of which <c>r</c> is the position.</summary>
    public const string Seen = "case when r.back then r.inbound_count else greatest(coalesce(r.inbound_count, 0), c.settled_count) end";

    /// <summary>$1 the member, $2 line, $3 states, $4 unread, $5 text and $6 number pattern, $7 and $8 cursor, $9 limit, $10 assignee, $11 tag, $12 from, $13 until.</summary>
    /// <param name="few">The member has so little unread that it is looked at as a whole.</param>
    public static string For(InboxQuery query, string columns, bool few)
    {
        var (order, beyond) = query.OldestFirst ? ("asc", ">") : ("desc", "<");
        var filter = $"""
            {(query.Unread is null ? "" : $"and {(query.Unread.Value ? "" : "not ")}exists (select from unread_conversations u where u.user_id = $1 and u.conversation_id = c.id)")}
            {(query.Search is null ? "" : "and (c.preview ilike $5 or c.contact like $6)")}
            {(query.Cursor is null ? "" : $"and (c.last_activity_at, c.id) {beyond} ($7, $8)")}
            {(query.Unassigned ? "and c.assignee is null" : "")}
            {(query.AssigneeId is null ? "" : "and c.assignee = $10")}
            {(query.Tag is null ? "" : "and c.tags @> array[$11] and c.tags <> '{}'")}
            {(query.Failed ? "and c.failed_count > 0" : "")}
            {(query.Missed ? "and c.missed_count > 0" : "")}
            {(query.From is null ? "" : "and c.last_activity_at >= $12")}
            {(query.Until is null ? "" : "and c.last_activity_at < $13")}
            """;
        var inOrder = $"order by c.last_activity_at {order}, c.id {order} limit $9";
        return $"""
            select {columns}, {Seen} from (
              {Source(query, few, filter, inOrder)}) c
            left join read_positions r on r.user_id = $1 and r.conversation_id = c.id
            {inOrder}
            """;
    }

    /// <summary>
    /// $1 the member, $2 conversation, $3 line, $4 and $5 cursor, $6 limit. Only what still waits has a time that it is scheduled for;
    /// asking for its status beside would make Postgres believe that there is next to none, and read it all.
    /// </summary>
    public static string Scheduled(ScheduledQuery query)
    {
        const string InOrder = "order by m.scheduled_for, m.id limit $6";
        return $"""
            select {MessageRows.Columns} from line_members mine
            cross join lateral (
              select m.* from sms_messages m
              where m.from_number = mine.line and m.scheduled_for is not null
                {(query.Conversation is null ? "" : "and m.conversation_id = $2")}
                {(query.Cursor is null ? "" : "and (m.scheduled_for, m.id) > ($4, $5)")}
              {InOrder}) m
            where mine.user_id = $1 and ($3::text is null or mine.line = $3)
            {InOrder}
            """;
    }

    private static string Source(InboxQuery query, bool few, string filter, string inOrder)
    {
        const string Mine = "c.line in (select line from line_members where user_id = $1 and ($2::text is null or line = $2)) and c.state = any ($3)";
        return query switch
        {
            { Unread: true } when few => $"""
                select c.* from unread_conversations mine join conversations c on c.id = mine.conversation_id
                where mine.user_id = $1 and {Mine} {filter} {inOrder}
                """,
            { AssigneeId: not null } => $"""
                select c.* from unnest($3::text[]) as wanted (state) cross join lateral (
                  select c.* from conversations c where c.assignee = $10 and c.state = wanted.state and {Mine} {filter} {inOrder}) c
                """,
            { Failed: true } => Counted("failed_count"),
            { Missed: true } => Counted("missed_count"),
            { Tag: not null } => $"select c.* from conversations c where {Mine} {filter} {inOrder}",
            _ => $"""
                select c.* from line_members mine cross join unnest($3::text[]) as wanted (state) cross join lateral (
                  select c.* from conversations c where c.line = mine.line and c.state = wanted.state {filter} {inOrder}) c
                where mine.user_id = $1 and ($2::text is null or mine.line = $2)
                """,
        };

        // Few conversations have such, and each count has an index of its own.
        string Counted(string count) => $"""
            select c.* from line_members mine cross join lateral (
              select c.* from conversations c where c.line = mine.line and c.{count} > 0 and c.state = any ($3) {filter} {inOrder}) c
            where mine.user_id = $1 and ($2::text is null or mine.line = $2)
            """;
    }
}
