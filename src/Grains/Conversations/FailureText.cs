using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Failures;

namespace OrleansSms.Grains.Conversations;

/// <summary>The sentence a failed message carries.</summary>
internal static class FailureText
{
    public static string? For(DeliveryStatus status, ImmutableArray<StatusReport> timeline) => Delivery.IsFailure(status)
        ? FailureCatalogue.Explain(ReportFold.CodeOf(status, timeline), Of(status, timeline)).Title
        : null;

    /// <summary>Having given up explains a message that failed, not one that the carrier took after all.</summary>
    private static ImmutableArray<StatusReport> Of(DeliveryStatus status, ImmutableArray<StatusReport> timeline) =>
        status == DeliveryStatus.Failed ? timeline : [];
}
