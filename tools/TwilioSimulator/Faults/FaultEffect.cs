namespace OrleansSms.TwilioSimulator.Faults;

/// <summary>What a fault does.</summary>
internal enum FaultEffect
{
    ConnectRefused,
    TlsFailure,
    TimeoutBeforeExecute,
    TimeoutAfterExecute,
    ResetAfterExecute,
    Status,
    MalformedJson,
    TruncatedBody,
    EmptyBody,
    WrongContentType,
    Slow,
    ListLag,
    CallbackLost,
    CallbackDuplicate,
    CallbackReorder,
    CallbackDelay,
    CallbackBeforeResponse,
    BadSignature,
    MissingSignature,
    SecondaryToken,
    ExtraFields,
    MissingFields,
    UnknownStatus,
    DuplicateFieldNames,
    NeverDlr,
    LateDlr,
    FlipFinal,
    DropInbound,
    RecordingAbsent,
    RecordingLate,
    MediaNotFound,
    MediaTooLarge,
    MediaWrongType,
}

internal static class FaultSides
{
    public static bool IsApi(FaultEffect effect) => effect < FaultEffect.ListLag;

    public static bool IsStatusCallback(FaultEffect effect) =>
        effect is FaultEffect.CallbackLost or FaultEffect.CallbackDuplicate or FaultEffect.CallbackDelay or FaultEffect.UnknownStatus;

    /// <summary>Effects on the request itself, whatever kind of webhook it is.</summary>
    public static bool IsAnyWebhook(FaultEffect effect) =>
        effect is FaultEffect.BadSignature or FaultEffect.MissingSignature or FaultEffect.SecondaryToken
            or FaultEffect.ExtraFields or FaultEffect.MissingFields or FaultEffect.DuplicateFieldNames;

    /// <summary>Effects on the file of a recording.</summary>
    public static bool IsMedia(FaultEffect effect) =>
        effect is FaultEffect.MediaNotFound or FaultEffect.MediaTooLarge or FaultEffect.MediaWrongType;

    /// <summary>Effects that are decided once, when a message is created.</summary>
    public static bool IsOutcome(FaultEffect effect) =>
        effect is FaultEffect.CallbackReorder or FaultEffect.CallbackBeforeResponse
            or FaultEffect.NeverDlr or FaultEffect.LateDlr or FaultEffect.FlipFinal;
}
