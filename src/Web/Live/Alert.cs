using OrleansSms.Conversations;
using OrleansSms.Members;

namespace OrleansSms.Web.Live;

/// <summary>Something the member is told of.</summary>
/// <param name="Id">The same on every screen of the member.</param>
public sealed record Alert(string Id, AlertKind Kind, ConversationId Conversation, string Title, string Body);
