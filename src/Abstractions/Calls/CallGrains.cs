using Orleans.Runtime;
using OrleansSms.Conversations;

namespace OrleansSms.Calls;

/// <summary>The grains that own calls, by name, like those of <see cref="ConversationGrains"/>.</summary>
public static class CallGrains
{
    /// <summary>What <see cref="IConversationCalls"/> calls itself.</summary>
    public const string InterfaceName = "OrleansSms.Calls.IConversationCalls";

    private static readonly GrainType Grain = GrainType.Create(ConversationGrains.GrainName);
    private static readonly GrainInterfaceType Interface = GrainInterfaceType.Create(InterfaceName);

    /// <summary>The one that owns a conversation's calls; nothing is called yet.</summary>
    public static IConversationCalls Calls(this IGrainFactory grains, ConversationId id) =>
        (IConversationCalls)grains.GetGrain(GrainId.Create(Grain, GrainIdKeyExtensions.CreateGuidKey(id.Value)), Interface);
}
