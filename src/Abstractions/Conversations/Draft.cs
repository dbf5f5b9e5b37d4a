using System.Collections.Immutable;

namespace OrleansSms.Conversations;

/// <summary>A text that a member wants sent. The same id again is the same draft: it is sent once.</summary>
/// <param name="MessageId">Made once, by whoever wrote the draft.</param>
/// <param name="Line">Our number it leaves from, E.164.</param>
/// <param name="Contact">Who gets it, canonical.</param>
/// <param name="UserId">The member who sends it.</param>
/// <param name="SendAt">Not before this moment, UTC; null is at once.</param>
/// <param name="Hold">How long it stays here at first, so that it can be taken back.</param>
/// <param name="CancelOnReply">Only for one with a time: not sent if the contact writes before it.</param>
[GenerateSerializer, Immutable, Alias("sms.Draft")]
public sealed record Draft(
    [property: Id(0)] Guid MessageId,
    [property: Id(1)] string Line,
    [property: Id(2)] string Contact,
    [property: Id(3)] string Body,
    [property: Id(4)] ImmutableArray<string> MediaUrls,
    [property: Id(5)] Guid UserId,
    [property: Id(6)] DateTimeOffset? SendAt,
    [property: Id(7)] TimeSpan Hold = default,
    [property: Id(8)] bool CancelOnReply = false);

/// <summary>What a member wants changed of a scheduled text; null leaves it as it is.</summary>
/// <param name="Now">Sends it at once; a time beside it does not count.</param>
[GenerateSerializer, Immutable, Alias("sms.Rescheduling")]
public sealed record Rescheduling(
    [property: Id(0)] string? Body = null,
    [property: Id(1)] DateTimeOffset? SendAt = null,
    [property: Id(2)] bool? CancelOnReply = null,
    [property: Id(3)] bool Now = false);

/// <summary>The message a draft became.</summary>
/// <param name="Created">False when the draft had been taken before: this is that message.</param>
[GenerateSerializer, Immutable, Alias("sms.TakenDraft")]
public sealed record TakenDraft(
    [property: Id(0)] Message Message,
    [property: Id(1)] bool Created);
