using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Inbox;

/// <summary>Questions about many conversations, asked on behalf of a member and answered only from the member's lines.</summary>
public interface IInboxQueries
{
    Task<InboxPage> Page(Guid userId, InboxQuery query, CancellationToken cancellation);

    Task<InboxRow?> Row(Guid userId, ConversationId id, CancellationToken cancellation);

    /// <summary>Number of the first entry since a moment; null: none, or not the member's conversation.</summary>
    Task<int?> FirstSince(Guid userId, ConversationId id, DateTimeOffset moment, CancellationToken cancellation);

    Task<ScheduledPage> Scheduled(Guid userId, ScheduledQuery query, CancellationToken cancellation);

    /// <summary>Exact up to <see cref="MostUnread"/>.</summary>
    Task<int> UnreadConversations(Guid userId, CancellationToken cancellation);

    /// <summary>Tags in use on the member's lines, in the order of the alphabet; of very many conversations a part is looked at.</summary>
    Task<ImmutableArray<string>> Tags(Guid userId, CancellationToken cancellation);

    /// <summary>Nobody counts further than that.</summary>
    const int MostUnread = 10_000;
}
