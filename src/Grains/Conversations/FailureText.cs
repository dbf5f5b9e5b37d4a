using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Failures;

namespace OrleansSms.Grains.Conversations;

/// <summary>The sentence a message carries that was not sent or did not arrive.</summary>
internal static class FailureText
{
    public static string? For(DeliveryStatus status, ImmutableArray<StatusReport> timeline) => status switch
    {
        DeliveryStatus.Canceled when timeline.Any(report => report.Word == DeliveryReport.OptedOut) => FailureCatalogue.OptedOutFirst.Help,
        DeliveryStatus.Canceled when timeline.Any(report => report.Word == DeliveryReport.Answered) => "They replied before this was sent.",
        _ when Delivery.IsFailure(status) => FailureCatalogue.Explain(ReportFold.CodeOf(status, timeline), Of(status, timeline)).Title,
        _ => null,
    };

    /// <summary>Having given up explains a message that failed, not one that the carrier took after all.</summary>
    private static ImmutableArray<StatusReport> Of(DeliveryStatus status, ImmutableArray<StatusReport> timeline) =>
        status == DeliveryStatus.Failed ? timeline : [];
}
