using System.Globalization;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Lines;
using OrleansSms.Web.Components.Inbox;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Calls;

/// <summary>Which calls are shown, as it stands in the address; days are those of who looks, and a line stands there by its tag.</summary>
internal sealed record CallsView(string? Line, string? Kind, string? Who, string? From, string? To)
{
    public const string Incoming = "in";
    public const string Outgoing = "out";
    public const string Missed = "missed";

    public bool IsAll => Given().All(one => one.Value is null);

    /// <summary>What cannot be looked for; null: nothing of it.</summary>
    public string? Wrong(IEnumerable<Line> lines) =>
        !IsDay(From) || !IsDay(To) ? CallHistoryTexts.WrongDate
        : Narrowing.Day(From) > Narrowing.Day(To) ? CallHistoryTexts.WrongOrder
        : Blank(Kind) is not (null or Incoming or Outgoing or Missed) ? CallHistoryTexts.WrongKind
        : Blank(Line) is { } tag && InboxFilter.Tagged(lines, tag) is null ? CallHistoryTexts.WrongLine
        : null;

    public CallQuery Query(IEnumerable<Line> lines, WallClock clock) => new(
        InboxFilter.Tagged(lines, Blank(Line))?.Number,
        Blank(Kind) switch { Incoming => Direction.Inbound, Outgoing => Direction.Outbound, _ => null },
        Blank(Kind) == Missed,
        Guid.TryParse(Who, out var who) ? who : null,
        Narrowing.Day(From) is { } first ? clock.StartOf(first) : null,
        Narrowing.Day(To) is { } last && last < DateOnly.MaxValue ? clock.StartOf(last.AddDays(1)) : null);

    /// <summary>Whether a call that came meanwhile belongs here.</summary>
    public static bool Matches(Call call, CallQuery query) =>
        (query.Line is null || query.Line == (call.Direction == Direction.Outbound ? call.From : call.To)) &&
        (query.Direction is null || query.Direction == call.Direction) &&
        (!query.Missed || call.Status.IsMissed()) &&
        (query.UserId is null || query.UserId == call.UserId) &&
        !(call.DateCreated < query.From) && !(call.DateCreated >= query.Until);

    /// <summary>The page's own address.</summary>
    public string Page() => Address("calls", Given());

    /// <summary>The address of the file with the same rows; a program knows no days, only moments.</summary>
    public string File(IEnumerable<Line> lines, WallClock clock)
    {
        var query = Query(lines, clock);
        var kind = query.Missed ? Missed : query.Direction is { } direction ? Word.Of(direction) : null;
        return Address("api/v1/calls.csv", [new("line", query.Line), new("kind", kind), new("who", Blank(Who)), new("from", Moment(query.From)), new("until", Moment(query.Until))]);
    }

    private KeyValuePair<string, string?>[] Given() =>
        [new("line", Blank(Line)), new("kind", Blank(Kind)), new("who", Blank(Who)), new("from", Blank(From)), new("to", Blank(To))];

    private static string Address(string path, IEnumerable<KeyValuePair<string, string?>> given)
    {
        var query = string.Join('&', given.Where(one => one.Value is not null).Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    private static string? Moment(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // Days at the very ends of the calendar have no moment in every zone.
    private static bool IsDay(string? text) => Blank(text) is not { } day || Narrowing.Day(day) is { Year: > 1970 and < 9999 };
}
