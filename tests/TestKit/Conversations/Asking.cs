using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>Questions that only tests ask one by one.</summary>
public static class Asking
{
    /// <summary>One message of this conversation by our id.</summary>
    public static async Task<Message?> Find(this IConversationStore store, ConversationId id, Guid messageId, CancellationToken cancellation) =>
        (await store.Find(id, [messageId], cancellation)).SingleOrDefault();
}
