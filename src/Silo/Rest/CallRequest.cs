using System.Collections.Immutable;
using System.Globalization;
using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Silo.Rest;

/// <summary>A call to place.</summary>
/// <param name="To">The contact, E.164 or as dialled in the line's country.</param>
/// <param name="From">One of your lines, E.164: the caller ID that the contact sees.</param>
/// <param name="ConversationId">When given, must be the conversation of the two numbers.</param>
/// <param name="Via">The phone that rings first; when left out, the one of your profile.</param>
internal sealed record CallRequest(string? To, string? From, Guid? ConversationId = null, string? Via = null);

/// <summary>A page of calls.</summary>
/// <param name="NextCursor">Pass as cursor for the next page; null: that was the last one.</param>
internal sealed record CallList(ImmutableArray<Call> Calls, string? NextCursor);

/// <summary>Which calls are asked for, as it stands in an address.</summary>
internal sealed record CallFilter(string? Line, string? Kind, string? Who, string? From, string? Until, string? Cursor, string? Limit)
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 200;

    /// <returns>What to ask, or the answer that says what is wrong.</returns>
    public (CallQuery? Query, IResult? Wrong) Read()
    {
        if (Kind is not (null or "" or "outbound" or "inbound" or "missed"))
        {
            return (null, Problem.Invalid("kind", "kind must be outbound, inbound or missed."));
        }

        Guid? member = null;
        if (!string.IsNullOrEmpty(Who))
        {
            if (!Guid.TryParse(Who, out var id))
            {
                return (null, Problem.Invalid("who", "who must be the id of a member."));
            }

            member = id;
        }

        if (!TryMoment(From, out var from))
        {
            return (null, Problem.Invalid("from", "from must be a moment, such as 2026-01-31T00:00:00Z."));
        }

        if (!TryMoment(Until, out var until))
        {
            return (null, Problem.Invalid("until", "until must be a moment, such as 2026-01-31T00:00:00Z."));
        }

        var limit = DefaultLimit;
        if (!string.IsNullOrEmpty(Limit) && (!int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > LargestLimit))
        {
            return (null, Problem.Invalid("limit", $"limit must be a number from 1 to {LargestLimit}."));
        }

        // A raw + of a query string arrives as a space.
        var line = string.IsNullOrWhiteSpace(Line) ? null : Line.Trim() is var number && char.IsAsciiDigit(number[0]) ? "+" + number : Line.Trim();
        return (new(
            line, Kind switch { "outbound" => Direction.Outbound, "inbound" => Direction.Inbound, _ => null }, Kind == "missed", member, from, until,
            string.IsNullOrEmpty(Cursor) ? null : Cursor, limit), null);
    }

    private static bool TryMoment(string? text, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        // A raw + of an offset arrives as a space.
        var isMoment = DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read);
        moment = isMoment ? read : null;
        return isMoment;
    }
}
