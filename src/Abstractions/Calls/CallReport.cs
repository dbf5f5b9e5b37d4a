using OrleansSms.Conversations;

namespace OrleansSms.Calls;

/// <summary>What the carrier, or we ourselves, say of a call; parameters as in <see cref="CallEvent"/>.</summary>
[GenerateSerializer, Immutable, Alias("sms.CallReport")]
public sealed record CallReport(
    [property: Id(0)] Guid CallId,
    [property: Id(1)] CallLeg Leg,
    [property: Id(2)] string Word,
    [property: Id(3)] string? CallSid = null,
    [property: Id(4)] Guid? MemberId = null,
    [property: Id(5)] int? Seconds = null,
    [property: Id(6)] int? Code = null,
    [property: Id(7)] int? Sequence = null,
    [property: Id(8)] DateTimeOffset? CarrierDate = null,
    [property: Id(9)] string? Text = null);

/// <summary>A call that a member wants placed: the member's phone rings first. The same id again is the same call.</summary>
/// <param name="CallId">Made once, where the button was pressed.</param>
/// <param name="Line">Our number that the contact sees, E.164.</param>
/// <param name="MemberNumber">The phone that rings first: E.164, or that of a <see cref="BrowserPhone"/>.</param>
[GenerateSerializer, Immutable, Alias("sms.CallDraft")]
public sealed record CallDraft(
    [property: Id(0)] Guid CallId,
    [property: Id(1)] string Line,
    [property: Id(2)] string Contact,
    [property: Id(3)] Guid UserId,
    [property: Id(4)] string MemberNumber);

/// <summary>The call a draft became.</summary>
/// <param name="Created">False when the draft had been taken before: this is that call.</param>
[GenerateSerializer, Immutable, Alias("sms.TakenCall")]
public sealed record TakenCall(
    [property: Id(0)] Call Call,
    [property: Id(1)] bool Created);

/// <summary>A call that comes in.</summary>
/// <param name="Contact">Who calls, canonical; one word for all who withhold their number.</param>
[GenerateSerializer, Immutable, Alias("sms.InboundCall")]
public sealed record InboundCall(
    [property: Id(0)] string CallSid,
    [property: Id(1)] string Line,
    [property: Id(2)] string Contact);

/// <summary>A call that came in while nobody could tell us, as the carrier's records have it.</summary>
/// <param name="Contact">Who called, as in <see cref="InboundCall"/>.</param>
/// <param name="Word">How it ended: the carrier's status word.</param>
/// <param name="Seconds">How long it lasted, when told.</param>
/// <param name="CameAt">The carrier's time, UTC.</param>
/// <param name="EndedAt">The carrier's time, UTC, when told.</param>
[GenerateSerializer, Immutable, Alias("sms.MissedCall")]
public sealed record MissedCall(
    [property: Id(0)] string CallSid,
    [property: Id(1)] string Line,
    [property: Id(2)] string Contact,
    [property: Id(3)] string Word,
    [property: Id(4)] int? Seconds,
    [property: Id(5)] DateTimeOffset CameAt,
    [property: Id(6)] DateTimeOffset? EndedAt);
