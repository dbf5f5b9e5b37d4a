namespace OrleansSms.Bench.Traffic;

/// <summary>A message the carrier has something to say about.</summary>
internal sealed record SentMessage(Guid Id, Guid Conversation, string Contact);

/// <summary>What the carrier will report: each status once of each message, the first status of all of them first.</summary>
internal sealed class PendingReports(IReadOnlyList<SentMessage> messages)
{
    private static readonly string[] Words = ["queued", "sending", "sent", "delivered"];

    private int _next = -1;

    /// <summary>Null: everything is reported.</summary>
    public (SentMessage Message, string Word)? Next()
    {
        var next = Interlocked.Increment(ref _next);
        return next < messages.Count * Words.Length ? (messages[next % messages.Count], Words[next / messages.Count]) : null;
    }
}
