using OrleansSms.Sweeps;

namespace OrleansSms.Web.Words;

/// <summary>What a look at the carrier's records came to, in a sentence.</summary>
internal static class SweepWords
{
    public static string Texts(SweepLook look, WallClock clock) => Of(
        look, clock, $"page {look.Pages + 1}, {look.Found} found",
        look.Recovered > 0 ? $"{Plural.Of(look.Recovered, "text")} recovered" : "nothing was missing");

    public static string Statuses(SweepLook look, WallClock clock) => Of(
        look, clock, "asking for messages without an end",
        look.Found > 0 ? $"{Plural.Of(look.Found, "message")} looked at, {look.Recovered} settled" : "none is overdue");

    public static string Prices(SweepLook look, WallClock clock) => Of(
        look, clock, $"page {look.Pages + 1}, {look.Recovered} filled in",
        look.Recovered > 0 ? $"{Plural.Of(look.Recovered, "price")} filled in" : "none was new");

    /// <summary>Null: nothing stands in the way.</summary>
    public static string? Waiting(SweepLook look, WallClock clock) => look.Fault is not { } fault ? null
        : look.NextAt is { } next && next > clock.Now ? $"{fault} Next try {clock.Time(next)}." : $"{fault} Trying again.";

    private static string Of(SweepLook look, WallClock clock, string now, string last) =>
        look is { IsUnderWay: true, Fault: null } ? $"Looking now: {now}"
        : look.EndedAt is { } ended ? $"{When(ended, clock)}: {last}"
        : look.IsUnderWay ? "Begun, not ended yet"
        : "Not looked yet";

    private static string When(DateTimeOffset at, WallClock clock) =>
        clock.Date(at) == clock.Today ? clock.Time(at) : $"{clock.Brief(at)} {clock.Time(at)}";
}
