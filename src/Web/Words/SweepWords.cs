using OrleansSms.Sweeps;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What a look at the carrier's records came to, in a sentence.</summary>
internal static class SweepWords
{
    public static string Texts(SweepLook look, WallClock clock) => Of(
        look, Phrase.Of(SweepTexts.LookingPage, ("page", look.Pages + 1), ("found", look.Found)),
        look.Recovered > 0 ? Phrase.Of(SweepTexts.Recovered, ("when", When(look, clock)), ("count", look.Recovered)) : Phrase.Of(SweepTexts.NothingMissing, ("when", When(look, clock))));

    public static string Calls(SweepLook look, WallClock clock) => Of(
        look, SweepTexts.LookingCalls,
        look.Recovered > 0 ? Phrase.Of(SweepTexts.CallsRecovered, ("when", When(look, clock)), ("count", look.Recovered)) : Phrase.Of(SweepTexts.NothingMissing, ("when", When(look, clock))));

    public static string Statuses(SweepLook look, WallClock clock) => Of(
        look, SweepTexts.AskingStatuses,
        look.Found > 0 ? Phrase.Of(SweepTexts.LookedAt, ("when", When(look, clock)), ("count", look.Found), ("settled", look.Recovered)) : Phrase.Of(SweepTexts.NoneOverdue, ("when", When(look, clock))));

    public static string Prices(SweepLook look, WallClock clock) => Of(
        look, Phrase.Of(SweepTexts.FillingPage, ("page", look.Pages + 1), ("count", look.Recovered)),
        look.Recovered > 0 ? Phrase.Of(SweepTexts.PricesFilled, ("when", When(look, clock)), ("count", look.Recovered)) : Phrase.Of(SweepTexts.NoneNew, ("when", When(look, clock))));

    /// <summary>Null: nothing stands in the way.</summary>
    public static string? Waiting(SweepLook look, WallClock clock) => look.Fault is not { } fault ? null
        : look.NextAt is { } next && next > clock.Now ? Phrase.Of(SweepTexts.NextTry, ("fault", FindingWords.Of(fault)), ("time", clock.Time(next))) : Phrase.Of(SweepTexts.TryingAgain, ("fault", FindingWords.Of(fault)));

    private static string Of(SweepLook look, string now, string last) =>
        look is { IsUnderWay: true, Fault: null } ? now
        : look.EndedAt is not null ? last
        : look.IsUnderWay ? SweepTexts.BegunNotEnded
        : SweepTexts.NotYet;

    private static string When(SweepLook look, WallClock clock) => look.EndedAt is not { } at ? ""
        : clock.Date(at) == clock.Today ? clock.Time(at) : $"{clock.Brief(at)} {clock.Time(at)}";
}
