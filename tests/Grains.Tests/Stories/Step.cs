using CsCheck;

namespace OrleansSms.Grains.Tests.Stories;

/// <summary>One thing that happens. Printed as it is when a story fails.</summary>
internal abstract record Step
{
    private static readonly string[] Words = ["in_doubt", "queued", "sent", "delivered", "failed"];

    public static Gen<Step> Any { get; } = Gen.Frequency(
        (5, Gen.Select(Gen.Int[0, 1], Gen.Int[1, 6], (to, sid) => (Step)new Text(to, sid))),
        (5, Gen.Select(Gen.Int[0, 1], Gen.Int[0, 4], (to, draft) => (Step)new Send(to, draft))),
        (4, Gen.Select(Gen.Int[0, 1], Gen.Int[0, 4], Gen.Int[0, 4].Select(word => Words[word]), (to, draft, word) => (Step)new Report(to, draft, word))),
        (1, Gen.Select(Gen.Int[0, 1], Gen.Int[0, 7], (to, count) => (Step)new Read(to, count))),
        (1, Gen.Select(Gen.Int[0, 1], to => (Step)new Look(to))),
        (1, Gen.Select(Gen.Int[0, 1], Gen.Int[0, 2], (to, state) => (Step)new Close(to, state))),
        (1, Gen.Select(Gen.Int[0, 1], Gen.Int[1, 4], (to, number) => (Step)new Delete(to, number))),
        (9, Gen.Const((Step)new Answer(Fate.Answered))),
        (2, Gen.Int[1, 3].Select(fate => (Step)new Answer((Fate)fate))),
        (1, Gen.Const((Step)new Arrive())),
        (1, Gen.Int[0, 1].Select(which => (Step)new Reload(which))));

    /// <summary>A text comes in; 5 is STOP and 6 is START.</summary>
    public sealed record Text(int To, int Sid) : Step;

    /// <summary>A member sends; the same draft again is the same draft.</summary>
    public sealed record Send(int To, int Draft) : Step;

    public sealed record Report(int To, int Draft, string Word) : Step;

    public sealed record Read(int To, int Count) : Step;

    /// <summary>Somebody opens the conversation.</summary>
    public sealed record Look(int To) : Step;

    public sealed record Close(int To, int State) : Step;

    /// <summary>The time of an entry and of the one before it is over.</summary>
    public sealed record Delete(int To, int Number) : Step;

    /// <summary>The oldest question to the store is answered.</summary>
    public sealed record Answer(Fate Fate) : Step;

    /// <summary>A commit that broke off arrives after all.</summary>
    public sealed record Arrive : Step;

    /// <summary>An activation goes, with everything it had under way, and another takes its place.</summary>
    public sealed record Reload(int Which) : Step;
}
