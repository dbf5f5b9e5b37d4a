using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Inbox;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Calls;

/// <summary>Every question joins the member's lines, and the database looks again.</summary>
internal sealed class CallQueries(MembersDatabase database) : ICallQueries
{
    /// <summary>Nobody is part of more calls at a time.</summary>
    private const int MostUnder = 10;

    private const string Mine = $"select {CallRows.ForMembers} from line_members mine join calls k on k.line = mine.line where mine.user_id = $1";

    public async Task<Call?> Find(Guid userId, Guid callId, CancellationToken cancellation)
    {
        var found = await database.Read(userId, $"{Mine} and k.id = $2", [Uuid(userId), Uuid(callId)], row => CallRows.ReadForMembers(row), cancellation);
        return found.FirstOrDefault();
    }

    public async Task<CallPage> Page(Guid userId, CallQuery query, CancellationToken cancellation)
    {
        InboxCursor? cursor = query.Cursor is null ? null : InboxCursor.Read(query.Cursor)
            ?? throw new RefusedException(Refusals.InvalidCursor, "The cursor is not one that a list gave.");
        if (Storable.IsNot(query.Line))
        {
            return new([], null);
        }

        var calls = await database.Read(userId, Sql(query),
            [
                Uuid(userId), OptionalText(query.Line), OptionalText(query.Direction is { } direction ? Word.Of(direction) : null), Uuid(query.UserId),
                Time(query.From), Time(query.Until), Time(cursor?.LastActivityAt), Uuid(cursor?.Id), Int(query.Limit + 1),
            ], row => CallRows.ReadForMembers(row), cancellation);
        return calls.Length <= query.Limit
            ? new(calls, null)
            : new(calls[..query.Limit], new InboxCursor(calls[query.Limit - 1].DateCreated, calls[query.Limit - 1].Id).ToString());
    }

    public Task<ImmutableArray<Call>> Under(Guid userId, CancellationToken cancellation) => database.Read(
        userId, $"{Mine} and k.ended_at is null and k.user_id = $1 order by k.date_created desc limit {MostUnder}",
        [Uuid(userId)], row => CallRows.ReadForMembers(row), cancellation);

    /// <summary>$1 the member, $2 line, $3 direction, $4 whose, $5 from, $6 until, $7 and $8 cursor, $9 limit.</summary>
    internal static string Sql(CallQuery query)
    {
        // The lists of the member's lines, each from its start by its own index, merged.
        var filter = $"""
            {(query.Direction is null ? "" : "and k.direction = $3")}
            {(query.Missed ? "and k.status in ('missed', 'voicemail')" : "")}
            {(query.UserId is null ? "" : "and k.user_id = $4")}
            {(query.From is null ? "" : "and k.date_created >= $5")}
            {(query.Until is null ? "" : "and k.date_created < $6")}
            {(query.Cursor is null ? "" : "and (k.date_created, k.id) < ($7, $8)")}
            order by k.date_created desc, k.id desc limit $9
            """;
        return $"""
            select {CallRows.ForMembers} from line_members mine
            cross join lateral (select {CallRows.ForMembers} from calls k where k.line = mine.line {filter}) k
            where mine.user_id = $1 and ($2::text is null or mine.line = $2)
            order by k.date_created desc, k.id desc limit $9
            """;
    }
}
