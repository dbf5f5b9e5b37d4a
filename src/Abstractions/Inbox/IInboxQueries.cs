using OrleansSms.Conversations;

namespace OrleansSms.Inbox;

/// <summary>Questions about many conversations, asked on behalf of a member and answered only from the member's lines.</summary>
public interface IInboxQueries
{
    Task<InboxPage> Page(Guid userId, InboxQuery query, CancellationToken cancellation);

    Task<InboxRow?> Row(Guid userId, ConversationId id, CancellationToken cancellation);

    Task<ScheduledPage> Scheduled(Guid userId, ScheduledQuery query, CancellationToken cancellation);

    Task<int> UnreadConversations(Guid userId, CancellationToken cancellation);
}
