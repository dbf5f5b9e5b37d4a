using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Inbox;

/// <summary>Every question joins the member's lines: what is not theirs is not found, whatever is asked. The database looks again.</summary>
internal sealed class InboxQueries(MembersDatabase database) : IInboxQueries
{
    private const string MembersConversations = """
        line_members mine
        join conversations c on c.line = mine.line
        left join read_positions r on r.user_id = mine.user_id and r.conversation_id = c.id
        where mine.user_id = $1
        """;

    public async Task<InboxPage> Page(Guid userId, InboxQuery query, CancellationToken cancellation)
    {
        InboxCursor? cursor = query.Cursor is null ? null : InboxCursor.Read(query.Cursor)
            ?? throw new RefusedException(Refusals.InvalidCursor, "The cursor is not one that a list gave.");
        if (Storable.IsNot(query.Line) || Storable.IsNot(query.Search))
        {
            return new([], null);
        }

        var rows = await database.Read(userId, $"""
            select {HeadRows.Columns}, coalesce(r.inbound_count, 0) from {MembersConversations}
              and ($2::text is null or c.line = $2)
              and ($3::text is null or c.state = $3)
              and ($4::boolean is null or (c.inbound_count > coalesce(r.inbound_count, 0)) = $4)
              and ($5::text is null or c.preview ilike $5 or c.contact like $6)
              and ($7::timestamptz is null or (c.last_activity_at, c.id) < ($7, $8))
            order by c.last_activity_at desc, c.id desc
            limit $9
            """,
            [
                Uuid(userId), OptionalText(query.Line), OptionalText(query.State is { } state ? Word.Of(state) : null), Bool(query.Unread),
                OptionalText(SearchPattern.OfText(query.Search)), OptionalText(SearchPattern.OfNumber(query.Search)),
                Time(cursor?.LastActivityAt), Uuid(cursor?.Id), Int(query.Limit + 1),
            ], Row, cancellation);
        if (rows.Length <= query.Limit)
        {
            return new(rows, null);
        }

        var last = rows[query.Limit - 1].Head;
        return new(rows[..query.Limit], new InboxCursor(last.LastActivityAt, last.Id.Value).ToString());
    }

    public async Task<InboxRow?> Row(Guid userId, ConversationId id, CancellationToken cancellation)
    {
        var found = await database.Read(
            userId, $"select {HeadRows.Columns}, coalesce(r.inbound_count, 0) from {MembersConversations} and c.id = $2",
            [Uuid(userId), Uuid(id.Value)], Row, cancellation);
        return found.FirstOrDefault();
    }

    public async Task<ScheduledPage> Scheduled(Guid userId, ScheduledQuery query, CancellationToken cancellation)
    {
        InboxCursor? cursor = query.Cursor is null ? null : InboxCursor.Read(query.Cursor)
            ?? throw new RefusedException(Refusals.InvalidCursor, "The cursor is not one that a list gave.");
        if (Storable.IsNot(query.Line))
        {
            return new([], null);
        }

        var messages = await database.Read(userId, $"""
            select {MessageRows.Columns}
            from line_members mine
            join sms_messages m on m.from_number = mine.line
            where mine.user_id = $1 and m.scheduled_for is not null and m.status = 'scheduled'
              and ($2::uuid is null or m.conversation_id = $2)
              and ($3::text is null or m.from_number = $3)
              and ($4::timestamptz is null or (m.scheduled_for, m.id) > ($4, $5))
            order by m.scheduled_for, m.id
            limit $6
            """,
            [
                Uuid(userId), Uuid(query.Conversation?.Value), OptionalText(query.Line),
                Time(cursor?.LastActivityAt), Uuid(cursor?.Id), Int(query.Limit + 1),
            ], MessageRows.Read, cancellation);
        if (messages.Length <= query.Limit)
        {
            return new(messages, null);
        }

        var last = messages[query.Limit - 1];
        return new(messages[..query.Limit], new InboxCursor(last.SendAt!.Value, last.Id).ToString());
    }

    public async Task<int> UnreadConversations(Guid userId, CancellationToken cancellation)
    {
        var counts = await database.Read(
            userId, $"select count(*)::int from {MembersConversations} and c.inbound_count > coalesce(r.inbound_count, 0)",
            [Uuid(userId)], row => row.GetInt32(0), cancellation);
        return counts[0];
    }

    private static InboxRow Row(NpgsqlDataReader row) => new(HeadRows.Read(row), row.GetInt32(HeadRows.ColumnCount));
}
