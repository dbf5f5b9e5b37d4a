using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Members;
using OrleansSms.Search;

namespace OrleansSms.Postgres.Search;

/// <inheritdoc cref="ISearch"/>
/// <remarks>The edge of searching: who asks is looked at here, and again in the database.</remarks>
internal sealed class SearchDesk(ICallers callers, MessageSearch messages, PeopleSearch people) : ISearch
{
    // Below the statement's own limit, so that what was found until then is told.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1_500);

    public async Task<SearchResult> Find(SearchQuery query, CancellationToken cancellation)
    {
        var caller = callers.Current;
        if (!caller.May(Scopes.Read))
        {
            throw new RefusedException(Refusals.InsufficientScope, "This token may not read.");
        }

        SearchCursor? from = query.Cursor is null ? null : SearchCursor.Read(query.Cursor)
            ?? throw new RefusedException(Refusals.InvalidCursor, "The cursor is not one that a search gave.");
        var typed = query.Text.Length > SearchQuery.LongestText ? query.Text[..SearchQuery.LongestText] : query.Text;
        var wish = SearchWish.Of(typed);
        if (wish.IsEmpty || Storable.IsNot(typed) || Storable.IsNot(query.Line))
        {
            return new([], [], null, SearchOutcome.NothingToFind);
        }

        try
        {
            // One after the other: a person waits for one connection, not for two.
            var found = from is null ? await people.Find(caller.UserId, typed, query.Line, cancellation) : [];
            var (hits, next, isCut) = await messages.Find(
                caller.UserId, wish, query.Line, from, Math.Clamp(query.Limit, 1, SearchQuery.LargestLimit), Patience, cancellation);
            return new(found, hits, next?.ToString(), !isCut ? SearchOutcome.Complete : found.IsEmpty && hits.IsEmpty ? SearchOutcome.TooSlow : SearchOutcome.CutOff);
        }
        catch (NpgsqlException slow) when (IsOutOfTime(slow))
        {
            return new([], [], query.Cursor, SearchOutcome.TooSlow);
        }
    }

    /// <summary>The statement took too long, or all connections for searching were taken for as long.</summary>
    private static bool IsOutOfTime(NpgsqlException fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } || fault.InnerException is TimeoutException;
}
