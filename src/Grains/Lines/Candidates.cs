using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Lines;

/// <summary>Which of the carrier's records are the messages that we are in doubt about.</summary>
/// <param name="Found">Each message in doubt with its record.</param>
/// <param name="Surplus">Records that nobody is left for, each with the message found that it is another copy of.</param>
internal sealed record Candidates(
    ImmutableArray<(Doubt Doubt, CarrierRecord Record)> Found,
    ImmutableArray<(Doubt Doubt, CarrierRecord Record)> Surplus)
{
    // The carrier's dates are to the second, and its clock is not ours.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>The earliest record for the earliest try, and so on: equal texts cannot be told apart otherwise.</summary>
    /// <param name="records">Of this conversation's two numbers.</param>
    public static Candidates Match(Unsettled unsettled, IEnumerable<CarrierRecord> records)
    {
        var left = records
            .Where(record => record.Direction == Direction.Outbound && !unsettled.KnownSids.Contains(record.MessageSid))
            .DistinctBy(record => record.MessageSid)
            .OrderBy(record => record.DateCreated).ThenBy(record => record.MessageSid, StringComparer.Ordinal)
            .ToList();
        var found = new List<(Doubt Doubt, CarrierRecord Record)>();
        foreach (var doubt in unsettled.Doubts.OrderBy(doubt => doubt.TriedAt))
        {
            if (left.Find(record => CanBe(doubt, record)) is { } record)
            {
                left.Remove(record);
                found.Add((doubt, record));
            }
        }

        // What is under way takes part, so that nobody else is given its record; its own answer will tell.
        found.RemoveAll(pair => pair.Doubt.IsUnderWay);
        return new([.. found], [.. left.SelectMany(record => found.Where(pair => CanBe(pair.Doubt, record)).TakeLast(1).Select(pair => (pair.Doubt, record)))]);
    }

    private static bool CanBe(Doubt doubt, CarrierRecord record) =>
        record.DateCreated >= doubt.TriedAt - Skew && record.MediaCount == doubt.MediaCount && CarrierText.AreSame(doubt.Body, record.Body);
}
