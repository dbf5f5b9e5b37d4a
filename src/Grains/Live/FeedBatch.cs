using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Live;

/// <summary>Changes of one silo on their way to one other.</summary>
/// <param name="Publisher">The sending process.</param>
/// <param name="Sequence">Counts the batches with changes to this receiver; a heartbeat repeats the last one.</param>
/// <param name="Changes">In the order they were committed; empty in a heartbeat.</param>
/// <param name="Traces">For each change the trace it belongs to, as W3C writes it; empty when none does.</param>
[GenerateSerializer, Immutable, Alias("sms.FeedBatch")]
internal sealed record FeedBatch(
    [property: Id(0)] Guid Publisher,
    [property: Id(1)] long Sequence,
    [property: Id(2)] ImmutableArray<ConversationChange> Changes,
    [property: Id(3)] ImmutableArray<string?> Traces = default)
{
    /// <summary>Null: nobody records it, or the sender is of a version that did not tell.</summary>
    public string? TraceOf(int change) => Traces.IsDefaultOrEmpty ? null : Traces[change];
}
