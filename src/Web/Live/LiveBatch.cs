using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Web.Live;

/// <summary>What happened since the last batch, in the order it came.</summary>
/// <param name="Missed">Changes may have been missed: read again.</param>
public sealed record LiveBatch(ImmutableArray<ConversationChange> Changes, bool Missed);
