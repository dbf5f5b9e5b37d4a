using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using OrleansSms.Conversations;

namespace OrleansSms.Failures;

/// <summary>What the carrier's error codes mean to a person. The one place where codes become words.</summary>
/// <remarks>The carrier may change the code of a cause, so every code has an answer, also one that is not listed.</remarks>
public static class FailureCatalogue
{
    private const int FirstHttpStatus = 400;
    private const int AfterHttpStatus = 600;

    private static readonly FrozenDictionary<int, FailureReason> ByCode =
        new[] { AccountFailures.All, CreationFailures.All, SenderFailures.All, DeliveryFailures.All, ChannelFailures.All }
            .SelectMany(table => table)
            .ToFrozenDictionary(row => row.Code, row => row.Reason);

    private static readonly FrozenDictionary<int, FailureReason> OfAccount = AccountFailures.All.ToFrozenDictionary(row => row.Code, row => row.Reason);

    private static readonly FrozenDictionary<int, FailureReason> OfCallByCode =
        CallFailures.All.Concat(OwnDoorFailures.All).ToFrozenDictionary(row => row.Code, row => row.Reason);

    /// <summary>Given to the carrier, whose answer was lost.</summary>
    public static FailureReason InDoubt => Reasons.InDoubt;

    /// <summary>In doubt, and looked up in vain: a person decides.</summary>
    public static FailureReason NotConfirmed => Reasons.NotConfirmed;

    /// <summary>Waited here while the contact opted out.</summary>
    public static FailureReason OptedOutFirst => Reasons.OptedOutFirst;

    /// <summary>The words for a failed message: for its code, or for our having given up.</summary>
    public static FailureReason Explain(int? code, ImmutableArray<StatusReport> timeline) =>
        timeline.Any(report => report.Word == DeliveryReport.GivenUp && report.ErrorCode == code)
            ? code is null ? Reasons.GivenUp : Reasons.GivenUpOn(Explain(code))
            : Explain(code);

    /// <summary>The codes of messages that have words of their own.</summary>
    public static IEnumerable<int> Known => ByCode.Keys;

    /// <summary>The codes of calls that have words of their own; those of the account are shared with messages.</summary>
    public static IEnumerable<int> KnownOfCalls => OfCallByCode.Keys;

    /// <summary>The words for a code; for none, and for one that is not listed, words that are true all the same.</summary>
    public static FailureReason Explain(int? code) =>
        code is not { } known ? Reasons.NoReason
        : ByCode.TryGetValue(known, out var reason) ? reason
        : Unlisted(known);

    /// <summary>The words for a call's code: many codes mean another thing of a call than of a message.</summary>
    public static FailureReason ExplainCall(int? code) =>
        code is not { } known ? CallReasons.NoReason
        : OfCallByCode.TryGetValue(known, out var reason) ? reason
        : OfAccount.TryGetValue(known, out var account) ? account with { Title = CallReasons.NotConnected }
        : known switch
        {
            401 => ExplainCall(20003),
            403 => ExplainCall(20006),
            429 => CallReasons.Busy,
            >= 500 and < AfterHttpStatus => CallReasons.InDoubt,
            _ => CallReasons.NoReason,
        };

    private static FailureReason Unlisted(int code)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $" (Code {code})");
        return code switch
        {
            // Our gateway keeps the HTTP status of a refusal that came without a code.
            401 => ByCode[20003],
            403 => ByCode[20006],
            404 => ByCode[20404],
            429 => ByCode[20429],
            >= 500 and < AfterHttpStatus => InDoubt,
            >= FirstHttpStatus and < 500 => Reasons.Unsent(suffix),
            >= 30000 and < 31000 or >= 63000 and < 64000 => Reasons.Undelivered(suffix),
            _ => Reasons.Unsent(suffix),
        };
    }
}
