namespace OrleansSms.Bench.Traffic;

/// <summary>A message the carrier has something to say about.</summary>
internal sealed record SentMessage(Guid Id, Guid Conversation, string Contact);

/// <summary>
/// What the carrier will report: each status once of each message. As in life a message's reports come within a short time,
/// mixed with those of others: some hundreds of messages go through their statuses together, then the next.
/// </summary>
internal sealed class PendingReports(IReadOnlyList<SentMessage> messages)
{
    private const int Together = 500;

    private static readonly string[] Words = ["queued", "sending", "sent", "delivered"];

    private int _next = -1;

    /// <summary>Null: everything is reported.</summary>
    public (SentMessage Message, string Word)? Next()
    {
        var next = Interlocked.Increment(ref _next);
        var first = next / (Together * Words.Length) * Together;
        var together = Math.Min(Together, messages.Count - first);
        var place = next % (Together * Words.Length);
        return together > 0 && place < together * Words.Length ? (messages[first + place % together], Words[place / together]) : null;
    }
}
