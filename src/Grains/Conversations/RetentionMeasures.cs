using System.Diagnostics.Metrics;

namespace OrleansSms.Grains.Conversations;

/// <summary>How much is deleted because its time is over.</summary>
internal static class RetentionMeasures
{
    private static readonly Counter<long> Texts = Measures.Meter.CreateCounter<long>("texts.deleted", description: "Messages and notes whose words were deleted because their time was over");

    public static void Deleted(int texts) => Texts.Add(texts);
}
