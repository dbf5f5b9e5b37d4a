using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Web.Live;

/// <summary>What happened since the last batch, in the order it came.</summary>
/// <param name="Missed">Changes may have been missed: read again.</param>
/// <param name="AccessChanged">What members may do was changed somewhere; perhaps not this one's.</param>
public sealed record LiveBatch(ImmutableArray<ConversationChange> Changes, bool Missed, bool AccessChanged = false);
