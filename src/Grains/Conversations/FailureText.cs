using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>The sentence a failed message carries.</summary>
internal static class FailureText
{
    private const string GivenUp = "Not sent: our connection to the carrier was down";

    public static string? For(DeliveryStatus status, ImmutableArray<StatusReport> timeline)
    {
        if (!Delivery.IsFailure(status))
        {
            return null;
        }

        var code = ReportFold.CodeOf(status, timeline);
        return status == DeliveryStatus.Failed && code is null && timeline.Any(entry => entry.Word == DeliveryReport.GivenUp)
            ? GivenUp
            : Failures.FailureCatalogue.Explain(code).Title;
    }
}
