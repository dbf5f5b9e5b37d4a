using System.Collections.Immutable;
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
    /// <summary>Up to here the unread are read whole and sorted; beyond, they are so dense that the list is walked.</summary>
    private const int FewUnread = 5_000;

    private const string MembersConversations = """
        line_members mine
        join conversations c on c.line = mine.line
        left join read_positions r on r.user_id = mine.user_id and r.conversation_id = c.id
        where mine.user_id = $1
        """;

    // Numbers go up with time, so the first is found by halves: twenty looks at the key in a thread of a million.
    internal const string FirstSinceSql = $"""
        with recursive halves (low, high) as (
          select 1, c.last_number + 1 from {MembersConversations} and c.id = $2
          union all
          select case when at.at < $3 then (low + high) / 2 + 1 else low end, case when at.at < $3 then high else (low + high) / 2 end
          from halves
          cross join lateral (
            select date_created from sms_messages where conversation_id = $2 and number = (low + high) / 2
            union all
            select date_created from asides where conversation_id = $2 and number = (low + high) / 2
            union all
            select date_created from calls where conversation_id = $2 and number = (low + high) / 2
            limit 1) as at (at)
          where low < high)
        select low from halves, conversations c where low >= high and c.id = $2 and low <= c.last_number
        """;

    private static readonly ImmutableArray<ConversationState> AnyState = [.. Enum.GetValues<ConversationState>()];

    public async Task<InboxPage> Page(Guid userId, InboxQuery query, CancellationToken cancellation)
    {
        InboxCursor? cursor = query.Cursor is null ? null : InboxCursor.Read(query.Cursor)
            ?? throw new RefusedException(Refusals.InvalidCursor, "The cursor is not one that a list gave.");
        if (Storable.IsNot(query.Line) || Storable.IsNot(query.Search) || Storable.IsNot(query.Tag))
        {
            return new([], null);
        }

        var few = query.Unread == true && await Unread(userId, FewUnread + 1, cancellation) <= FewUnread;
        ImmutableArray<ConversationState> states = query.State is { } state ? [state] : query.States.IsDefaultOrEmpty ? AnyState : query.States;
        var rows = await database.Read(userId, InboxSql.For(query, HeadRows.Columns, few),
            [
                Uuid(userId), OptionalText(query.Line), Texts([.. states.Select(Word.Of)]), Bool(query.Unread),
                OptionalText(SearchPattern.OfText(query.Search)), OptionalText(SearchPattern.OfNumber(query.Search)),
                Time(cursor?.LastActivityAt), Uuid(cursor?.Id), Int(query.Limit + 1), Uuid(query.AssigneeId),
                OptionalText(query.Tag is null ? null : TagSet.Clean(query.Tag)), Time(query.From), Time(query.Until),
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
            userId, $"select {HeadRows.Columns}, {InboxSql.Seen} from {MembersConversations} and c.id = $2",
            [Uuid(userId), Uuid(id.Value)], Row, cancellation);
        return found.FirstOrDefault();
    }

    public async Task<int?> FirstSince(Guid userId, ConversationId id, DateTimeOffset moment, CancellationToken cancellation)
    {
        var found = await database.Read(userId, FirstSinceSql, [Uuid(userId), Uuid(id.Value), Time(moment)], row => row.GetInt32(0), cancellation);
        return found.IsEmpty ? null : found[0];
    }

    public async Task<ScheduledPage> Scheduled(Guid userId, ScheduledQuery query, CancellationToken cancellation)
    {
        InboxCursor? cursor = query.Cursor is null ? null : InboxCursor.Read(query.Cursor)
            ?? throw new RefusedException(Refusals.InvalidCursor, "The cursor is not one that a list gave.");
        if (Storable.IsNot(query.Line))
        {
            return new([], null);
        }

        var messages = await database.Read(userId, InboxSql.Scheduled(query),
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

    public Task<int> UnreadConversations(Guid userId, CancellationToken cancellation) => Unread(userId, IInboxQueries.MostUnread, cancellation);

    public async Task<ImmutableArray<string>> Tags(Guid userId, CancellationToken cancellation) => await database.Read(userId, """
        select distinct tag from (
          select c.tags from conversations c
          where c.tags <> '{}' and c.line in (select line from line_members where user_id = $1) limit 5000) as tagged
        cross join unnest(tagged.tags) as tag order by tag limit 500
        """, [Uuid(userId)], row => row.GetString(0), cancellation);

    private async Task<int> Unread(Guid userId, int most, CancellationToken cancellation)
    {
        var counts = await database.Read(
            userId, "select count(*)::int from (select from unread_conversations where user_id = $1 limit $2) as few",
            [Uuid(userId), Int(most)], row => row.GetInt32(0), cancellation);
        return counts[0];
    }

    private static InboxRow Row(NpgsqlDataReader row) => new(HeadRows.Read(row), row.GetInt32(HeadRows.ColumnCount));
}
