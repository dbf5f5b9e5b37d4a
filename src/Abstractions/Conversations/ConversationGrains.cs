using Orleans.Runtime;

namespace OrleansSms.Conversations;

/// <summary>The grains of conversations, by name: asked by type, the factory reads attributes for each reference, a twentieth of a webhook's time.</summary>
public static class ConversationGrains
{
    /// <summary>What the grain's class calls itself.</summary>
    public const string GrainName = "conversation";

    /// <summary>What <see cref="IConversationGrain"/> calls itself.</summary>
    public const string InterfaceName = "OrleansSms.Conversations.IConversationGrain";

    private static readonly GrainType Grain = GrainType.Create(GrainName);
    private static readonly GrainInterfaceType Interface = GrainInterfaceType.Create(InterfaceName);

    /// <summary>The one that owns a conversation; nothing is called yet.</summary>
    public static IConversationGrain Conversation(this IGrainFactory grains, ConversationId id) =>
        (IConversationGrain)grains.GetGrain(GrainId.Create(Grain, GrainIdKeyExtensions.CreateGuidKey(id.Value)), Interface);
}
