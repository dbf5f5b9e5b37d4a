using System.Collections.Immutable;

namespace OrleansSms.Conversations;

/// <summary>A text that somebody sent to one of our lines.</summary>
/// <param name="Line">Our number, E.164.</param>
/// <param name="Contact">The sender, canonical.</param>
/// <param name="OptOutType">STOP, START or HELP when the carrier's own opt-out handling classified the text; else null.</param>
/// <param name="CarrierDate">When the carrier took a text that was found in its records, UTC; null: it comes from its webhook, now.</param>
[GenerateSerializer, Immutable, Alias("sms.InboundSms")]
public sealed record InboundSms(
    [property: Id(0)] string MessageSid,
    [property: Id(1)] string Line,
    [property: Id(2)] string Contact,
    [property: Id(3)] string Body,
    [property: Id(4)] int NumSegments,
    [property: Id(5)] ImmutableArray<MediaItem> Media,
    [property: Id(6)] string? OptOutType,
    [property: Id(7)] DateTimeOffset? CarrierDate = null);
