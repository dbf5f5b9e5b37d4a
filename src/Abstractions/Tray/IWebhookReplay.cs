namespace OrleansSms.Tray;

/// <summary>
/// Gives what lies in the tray to the same understanding again: after an upgrade that understands more, or when the reason
/// has gone. Twice, or from two hosts at once, is as good as once.
/// </summary>
public interface IWebhookReplay
{
    /// <summary>One entry.</summary>
    Task<ReplayOutcome> Replay(Guid id, CancellationToken cancellation);

    /// <summary>The open entries of one reason in the order in which they came, up to some hundreds at a time.</summary>
    Task<ReplayTotal> ReplayAll(TrayReason reason, CancellationToken cancellation);

    /// <summary>What came since then about calls that were not known, in the order in which it came: a sweep may have found them.</summary>
    Task ReplayCalls(DateTimeOffset since, CancellationToken cancellation);
}

/// <summary>What came of one replay.</summary>
/// <param name="Taken">Its effect stands, and the entry is no longer open.</param>
/// <param name="Sentence">For a person.</param>
public sealed record ReplayOutcome(bool Taken, string Sentence);

/// <summary>What came of many.</summary>
/// <param name="Left">Still open, understood or not.</param>
public sealed record ReplayTotal(int Taken, int Left);
