using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>
/// What a timeline comes to. Within a round the highest status wins. Of several rounds (a person sent it again) the best
/// news counts, whichever it is from; bad news of an earlier one counts no more where that was why it was sent again.
/// </summary>
/// <param name="Status">Depends on the set of reports alone: neither on their order nor on repetitions.</param>
/// <param name="Decisive">The reports of the round it is from.</param>
internal sealed record Outcome(DeliveryStatus Status, ImmutableArray<StatusReport> Decisive)
{
    public static Outcome Of(DeliveryStatus start, ImmutableArray<StatusReport> timeline)
    {
        var newest = Rounds.Newest(timeline);
        if (newest == 0)
        {
            return OfRound(start, timeline);
        }

        var settled = Rounds.NewestFailed(timeline);
        // The times that were asked for at first are over.
        var waiting = new Outcome(DeliveryStatus.Queued, []);
        var rounds = timeline.Where(report => Delivery.Of(report) is not null)
            .GroupBy(report => Rounds.Of(report, timeline))
            .Where(round => round.Key == newest || round.Any(WasTaken))
            .OrderBy(round => round.Key)
            .Select(round => (round.Key, Outcome: OfRound(DeliveryStatus.Queued, [.. round])))
            .Where(round => round.Key > settled || Delivery.IsGood(round.Outcome.Status))
            .Select(round => round.Outcome)
            .ToList();
        return rounds.Where(round => Delivery.IsGood(round.Status)).MaxBy(round => round.Status) ?? rounds.LastOrDefault() ?? waiting;
    }

    private static Outcome OfRound(DeliveryStatus start, ImmutableArray<StatusReport> reports) =>
        new(reports.Select(Delivery.Of).Aggregate(start, (status, told) => told > status ? told.Value : status), reports);

    /// <summary>The carrier had it: should it fail after that, this is news and not the old doubt.</summary>
    private static bool WasTaken(StatusReport report) => Delivery.Of(report) is { } status && Delivery.IsGood(status);
}
