namespace OrleansSms.Twilio.Outbound;

/// <summary>How long a post may take before it goes back to where it waits.</summary>
/// <param name="Altogether">Waiting for a place and for the carrier's pleasure included.</param>
/// <param name="LongestWait">All pauses between tries together, when the carrier has too much to do.</param>
internal sealed record PostPatience(TimeSpan Altogether, TimeSpan LongestWait)
{
    /// <summary>The outbox gives a sender longer than this.</summary>
    public static PostPatience OfTexts { get; } = new(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(60));

    /// <summary>Somebody waits beside the phone: one post at its full length and a few short pauses, less than a minute.</summary>
    public static PostPatience OfCalls { get; } = new(TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(10));
}
