using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>Old texts of the store in memory, held to the same contract as the real ones.</summary>
internal sealed class FakeOldTexts(Lock gate, Dictionary<(ConversationId Id, int Number), Message> messages, List<Aside> asides) : IOldTexts
{
    public async Task<ImmutableArray<OldText>> Find(DateTimeOffset before, OldText? after, int limit, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            var old = messages.Values.Where(message => IsOld(message, before)).Concat<IEntry>(
                asides.Where(aside => aside is { Kind: AsideKind.Note, BodyDeletedAt: null } && aside.DateCreated < before));
            return [.. old.Select(entry => new OldText(entry.ConversationId, entry.Number, entry.DateCreated))
                .Where(text => after is null || Place(text).CompareTo(Place(after)) > 0).OrderBy(Place).Take(limit)];
        }
    }

    private static (DateTimeOffset, Guid, int) Place(OldText text) => (text.At, text.ConversationId.Value, text.Number);

    private static bool IsOld(Message message, DateTimeOffset before) =>
        message is { BodyDeletedAt: null, Status: not (DeliveryStatus.Scheduled or DeliveryStatus.Queued or DeliveryStatus.InDoubt) }
        && ((DateTimeOffset?[])[message.DateCreated, message.SendAt, message.DateSent]).Max() < before;
}
