using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Live;

namespace OrleansSms.Grains.Presence;

/// <summary>What changed at the seats of one silo, on its way to one other.</summary>
/// <param name="Publisher">The sending process.</param>
/// <param name="Seats">As they are now.</param>
/// <param name="Whole">These are all there are: any other of this publisher's is empty.</param>
[GenerateSerializer, Immutable, Alias("sms.PresenceNews")]
internal sealed record PresenceNews(
    [property: Id(0)] Guid Publisher,
    [property: Id(1)] ImmutableArray<PresenceSeat> Seats,
    [property: Id(2)] bool Whole);

/// <summary>One screen that has a conversation open.</summary>
[GenerateSerializer, Immutable, Alias("sms.PresenceSeat")]
internal sealed record PresenceSeat(
    [property: Id(0)] Guid Id,
    [property: Id(1)] ConversationId Conversation,
    [property: Id(2)] string Line,
    [property: Id(3)] Guid UserId,
    [property: Id(4)] Doing Doing);
