using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Members;

/// <summary>Keeps what a member has not sent yet, from any device. Keyed <c>member/{user id}</c>.</summary>
[Alias("sms.IMemberGrain")]
public interface IMemberGrain : IGrainWithStringKey
{
    Task<ImmutableDictionary<ConversationId, string>> Drafts();

    /// <summary>Keeps the text typed into a conversation's composer; an empty one is forgotten. At most 1,600 characters are kept.</summary>
    Task SaveDraft(ConversationId id, string text);
}

/// <summary>Grain keys of members.</summary>
public static class MemberKey
{
    public static string For(Guid userId) => $"member/{userId}";
}
