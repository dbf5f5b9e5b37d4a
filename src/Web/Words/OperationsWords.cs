using OrleansSms.Operations;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>How the installation is doing, in words.</summary>
internal static class OperationsWords
{
    private const long Megabyte = 1024 * 1024;

    public static string Standing(SiloStanding standing) => standing switch
    {
        SiloStanding.Joining => OperationsTexts.Joining,
        SiloStanding.Active => OperationsTexts.Active,
        SiloStanding.Leaving => OperationsTexts.Leaving,
        _ => OperationsTexts.Gone,
    };

    /// <summary>The colour of its state.</summary>
    public static string Tag(SiloState silo) => silo.Standing switch
    {
        SiloStanding.Active => silo.Suspects.IsEmpty ? "tag-done" : "tag-warn",
        SiloStanding.Gone => "",
        _ => "tag-warn",
    };

    public static string Load(SiloLoad load) => Phrase.Of(
        OperationsTexts.Load, ("count", load.Activations), ("percent", (int)Math.Round(load.ProcessorPercent)), ("memory", load.MemoryBytes / Megabyte));

    public static string Calls(LineOutbox line) => (line.CallsWaiting, line.CallsInDoubt) switch
    {
        (0, 0) => "–",
        (_, 0) => Phrase.Of(OperationsTexts.CallsWaiting, ("count", line.CallsWaiting)),
        (0, _) => Phrase.Of(OperationsTexts.CallsInDoubt, ("count", line.CallsInDoubt)),
        _ => $"{Phrase.Of(OperationsTexts.CallsWaiting, ("count", line.CallsWaiting))}, {Phrase.Of(OperationsTexts.CallsInDoubt, ("count", line.CallsInDoubt))}",
    };

    public static string Doubt(OpenDoubt doubt, WallClock clock) => doubt switch
    {
        { IsNotConfirmed: true } => OperationsTexts.NotConfirmed,
        { NextLookUpAt: { } next } => Phrase.Of(OperationsTexts.LookedUp, ("count", doubt.LookUps), ("when", clock.Soon(next))),
        _ => OperationsTexts.BeingLookedUp,
    };
}
