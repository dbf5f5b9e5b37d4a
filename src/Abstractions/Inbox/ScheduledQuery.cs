using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Inbox;

/// <summary>Which scheduled texts a member wants to see, the next first.</summary>
/// <param name="Conversation">Only of this one.</param>
/// <param name="Line">Only of this line, E.164.</param>
/// <param name="Cursor">From <see cref="ScheduledPage.NextCursor"/>.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record ScheduledQuery(ConversationId? Conversation = null, string? Line = null, string? Cursor = null, int Limit = 50);

/// <summary>A page of what waits for its time.</summary>
/// <param name="NextCursor">Null: that was the last page.</param>
public sealed record ScheduledPage(ImmutableArray<Message> Messages, string? NextCursor);
