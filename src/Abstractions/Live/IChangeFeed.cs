using OrleansSms.Conversations;

namespace OrleansSms.Live;

/// <summary>
/// This host's feed of every committed change, wherever in the cluster it was made. Subscribe first, then load;
/// the head's version orders what arrives, and a version that skips one means: load again.
/// </summary>
public interface IChangeFeed
{
    /// <summary>Calls back for every change; null says that changes may have been missed: load again.</summary>
    /// <remarks>The handler runs on the feed's thread and must only hand over. Dispose to unsubscribe.</remarks>
    IDisposable Subscribe(Action<ConversationChange?> handler);
}
