using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Sweeps;

/// <summary>Tells conversations the prices that a page of the carrier's list has and they have not.</summary>
internal sealed class PriceFill(IGrainFactory grains)
{
    private const int Conversations = 8;

    /// <summary>How many prices were filled in.</summary>
    public async Task<int> Run(CarrierPage page, ImmutableArray<KnownMessage> known, CancellationToken stop)
    {
        var without = known.Where(message => !message.HasPrice).ToDictionary(message => message.MessageSid, StringComparer.Ordinal);
        var priced = page.Records.Where(record => record.Price is not null && without.ContainsKey(record.MessageSid)).ToList();
        foreach (var some in priced.GroupBy(record => without[record.MessageSid].ConversationId).Chunk(Conversations))
        {
            await Task.WhenAll(some.Select(records => Tell(grains.Conversation(records.Key), records, without, stop)));
        }

        return priced.Count;
    }

    private static async Task Tell(
        IConversationGrain conversation, IEnumerable<CarrierRecord> records, Dictionary<string, KnownMessage> known, CancellationToken stop)
    {
        foreach (var record in records)
        {
            var message = known[record.MessageSid];
            if (message.Direction == Direction.Outbound)
            {
                // The list has the whole truth of a message; what it says beside the price may be news as well.
                await conversation.Report(StatusSweep.ReportOf(message.MessageId, record), stop);
            }
            else
            {
                await conversation.Bill(message.Number, record.Price!.Value, record.PriceUnit, stop);
            }
        }
    }
}
