using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Live;

/// <summary>Changes of one silo on their way to one other.</summary>
/// <param name="Publisher">The sending process.</param>
/// <param name="Sequence">Counts the batches with changes to this receiver; a heartbeat repeats the last one.</param>
/// <param name="Changes">In the order they were committed; empty in a heartbeat.</param>
[GenerateSerializer, Immutable, Alias("sms.FeedBatch")]
internal sealed record FeedBatch(
    [property: Id(0)] Guid Publisher,
    [property: Id(1)] long Sequence,
    [property: Id(2)] ImmutableArray<ConversationChange> Changes);
