using System.Globalization;
using OrleansSms.Members;
using OrleansSms.Search;
using OrleansSms.Silo.Accounts;

namespace OrleansSms.Silo.Rest;

/// <summary><c>GET /api/v1/search</c>: people and messages over all history of the caller's lines.</summary>
internal static class SearchEndpoint
{
    public static void MapSearch(this IEndpointRouteBuilder api) => api.MapGet("/search", Find)
        .RequireScope(Scopes.Read).WithName("Search").WithSummary("People and messages over all history").WithTags("Search")
        .WithDescription(
            "q: words, all of which have to be there; of three letters and more the beginning of a word is enough, and what stands in quotes is found as it " +
            "stands. Case and accents do not count. People are conversations found by the contact's number in any spelling, name or tag, on the first page only. " +
            "Messages are texts, notes and what the carrier wrote down of calls (call: how it stands), from new to old; ranges are where the hits are in the snippet, in UTF-16 units. outcome: complete, cut_off (time was " +
            "up: nextCursor goes on with what was not looked at), too_slow (nothing was found in time) or nothing_to_find. New messages are found within a second or so.")
        .Produces<SearchResult>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> Find(string? q, string? line, string? cursor, string? limit, ISearch search, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(q) || q.Length > SearchQuery.LongestText)
        {
            return Problem.Invalid("q", $"q must be what to look for, at most {SearchQuery.LongestText} characters.");
        }

        var most = SearchQuery.UsualLimit;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > SearchQuery.LargestLimit))
        {
            return Problem.Invalid("limit", $"limit must be a number from 1 to {SearchQuery.LargestLimit}.");
        }

        // A raw + of a query string arrives as a space.
        var number = line?.Trim() is { Length: > 0 } typed && char.IsAsciiDigit(typed[0]) ? "+" + typed : line;
        return TypedResults.Ok(await search.Find(new(q, number, cursor, most), cancellation));
    }
}
