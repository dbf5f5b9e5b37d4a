namespace OrleansSms.Conversations;

/// <summary>What the carrier says of one of our messages, at once (the answer to the POST) or later (a callback).</summary>
/// <param name="MessageId">Our id of the message.</param>
/// <param name="Word">The status word exactly as it was said; an unknown one is kept and changes no status.</param>
/// <param name="MessageSid">The carrier's name for the message, when it was told.</param>
/// <param name="NumSegments">Billed segments, when told.</param>
/// <param name="Price">Charged amount, when told.</param>
/// <param name="CarrierDate">The carrier's time as text, when told.</param>
/// <param name="Attempt">Which POST of the message it speaks of, from 1; null: not told.</param>
[GenerateSerializer, Immutable, Alias("sms.DeliveryReport")]
public sealed record DeliveryReport(
    [property: Id(0)] Guid MessageId,
    [property: Id(1)] string Word,
    [property: Id(2)] string? MessageSid = null,
    [property: Id(3)] int? ErrorCode = null,
    [property: Id(4)] int? NumSegments = null,
    [property: Id(5)] decimal? Price = null,
    [property: Id(6)] string? PriceUnit = null,
    [property: Id(7)] string? CarrierDate = null,
    [property: Id(8)] int? Attempt = null)
{
    /// <summary>Our own word: posted, and the answer was lost.</summary>
    public const string InDoubt = "in_doubt";

    /// <summary>Our own word: the carrier could not be reached for so long that sending it now would be wrong.</summary>
    public const string GivenUp = "given_up";

    /// <summary>Our own word: sent, and after days still nobody said whether it arrived. The case is closed.</summary>
    public const string Unconfirmed = "unconfirmed";

    /// <summary>Our own word: asked for the message, the carrier says that it has none of this name.</summary>
    public const string NotOnRecord = "not_on_record";

    /// <summary>Our own word: in doubt, and the carrier was asked often enough without a trace of the message. A person decides.</summary>
    public const string NotConfirmed = "not_confirmed";

    /// <summary>Our own word: a person sent the message again after the attempt that it names.</summary>
    public const string SentAgain = "sent_again";

    /// <summary>Our own word: a person sent the message again after the attempt that it names, which had failed for good.</summary>
    public const string SentAgainAfterFailure = "sent_again_after_failure";

    /// <summary>Our own word: the carrier lets nobody in (credentials, account); it waits and is tried again.</summary>
    public const string HeldUp = "held_up";

    /// <summary>Our own word: the contact opted out while the text waited here, so it was not sent.</summary>
    public const string OptedOut = "opted_out";

    /// <summary>Our own word: a member took the text back before the carrier had it.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>Our own word: a member changed the text or its time before it was sent.</summary>
    public const string Rescheduled = "rescheduled";

    /// <summary>Our own word: the contact wrote before its time, so it was not sent.</summary>
    public const string Answered = "answered";

    /// <summary>Our own word: nobody wrote the text, it answers a missed call.</summary>
    public const string TextBack = "text_back";
}
