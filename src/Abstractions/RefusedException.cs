namespace OrleansSms;

/// <summary>A rule said no. The message is a sentence for the person who asked; the code is stable, for programs.</summary>
[GenerateSerializer, Alias("sms.RefusedException")]
public sealed class RefusedException : Exception
{
    public RefusedException(string code, string message) : base(message) => Code = code;

    /// <summary>One of <see cref="Refusals"/>.</summary>
    [Id(0)]
    public string Code { get; }

    /// <summary>What of the question it is about, where that is another part of it than the code says; null: it is not.</summary>
    [Id(1)]
    public string? Field { get; init; }
}

/// <summary>The stable codes of refusals.</summary>
public static class Refusals
{
    public const string InvalidNumber = "invalid-number";
    public const string NoPhone = "no-phone";
    public const string SameNumber = "same-number";
    public const string EmptyMessage = "empty-message";
    public const string MessageTooLong = "message-too-long";
    public const string TooManyMedia = "too-many-media";
    public const string InvalidMedia = "invalid-media";
    public const string InvalidSendTime = "invalid-send-time";
    public const string InvalidTime = "invalid-time";
    public const string TooManyMentions = "too-many-mentions";
    public const string InvalidTag = "invalid-tag";
    public const string TooManyTags = "too-many-tags";
    public const string UnknownLine = "unknown-line";
    public const string OptedOut = "opted-out";
    public const string ConversationMismatch = "conversation-mismatch";
    public const string IdempotencyKeyReused = "idempotency-key-reused";
    public const string NothingToSendAgain = "nothing-to-send-again";
    public const string TooLate = "too-late";
    public const string NotScheduled = "not-scheduled";
    public const string TemplateNotFound = "template-not-found";
    public const string MessageNotFound = "message-not-found";
    public const string CallNotFound = "call-not-found";
    public const string ConversationNotFound = "conversation-not-found";
    public const string LineNotFound = "line-not-found";
    public const string OwnersOnly = "owners-only";
    public const string CarrierAccountNotFound = "carrier-account-not-found";
    public const string CarrierAccountInUse = "carrier-account-in-use";
    public const string NotAllowed = "not-allowed";
    public const string InsufficientScope = "insufficient-scope";
    public const string InvalidToken = "invalid-token";
    public const string TokenNotFound = "token-not-found";
    public const string TooManyTokens = "too-many-tokens";
    public const string ReadOnlyLine = "read-only-line";
    public const string InvalidCursor = "invalid-cursor";
    public const string MemberNotFound = "member-not-found";
    public const string OwnAccount = "own-account";
    public const string LastOwner = "last-owner";
    public const string InvalidEmail = "invalid-email";
    public const string EmailTaken = "email-taken";
    public const string InvalidName = "invalid-name";
    public const string WeakPassword = "weak-password";
    public const string WrongPassword = "wrong-password";
    public const string WrongCode = "wrong-code";
    public const string TooManyTries = "too-many-tries";
    public const string InvitationNotFound = "invitation-not-found";
    public const string SessionNotFound = "session-not-found";
    public const string PasskeyNotFound = "passkey-not-found";
    public const string LinkNotFound = "link-not-found";
    public const string NoSecondFactor = "no-second-factor";
    public const string InvalidContact = "invalid-contact";
    public const string ContactNotFound = "contact-not-found";
    public const string ImportNotFound = "import-not-found";
    public const string NothingToUndo = "nothing-to-undo";
    public const string NumberTaken = "number-taken";
    public const string InvalidVoiceSettings = "invalid-voice-settings";
    public const string InvalidGreeting = "invalid-greeting";
}
