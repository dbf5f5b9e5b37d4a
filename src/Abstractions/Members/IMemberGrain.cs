using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Members;

/// <summary>Keeps what a member has not sent yet the views of the list and what to be told of, for any device. Keyed <c>member/{user id}</c>.</summary>
[Alias("sms.IMemberGrain")]
public interface IMemberGrain : IGrainWithStringKey
{
    Task<ImmutableDictionary<ConversationId, string>> Drafts();

    /// <summary>Keeps the text typed into a conversation's composer; an empty one is forgotten. At most 1,600 characters are kept.</summary>
    Task SaveDraft(ConversationId id, string text);

    /// <summary>The list filters that the member keeps, by name.</summary>
    Task<ImmutableArray<SavedView>> Views();

    /// <summary>Keeps a filter under its name, in the place of one that has it already.</summary>
    /// <returns>All of them.</returns>
    Task<ImmutableArray<SavedView>> SaveView(SavedView view);

    /// <returns>All that are left.</returns>
    Task<ImmutableArray<SavedView>> RemoveView(string name);

    /// <summary>How the member wants to be told of what happens.</summary>
    Task<AlertChoices> Alerts();

    Task SaveAlerts(AlertChoices choices);
}

/// <summary>A list filter that a member keeps.</summary>
/// <param name="Name">1 to <see cref="MaxName"/> characters.</param>
/// <param name="Address">Of the list, within the site: <c>inbox?…</c>.</param>
[GenerateSerializer, Immutable, Alias("sms.SavedView")]
public sealed record SavedView([property: Id(0)] string Name, [property: Id(1)] string Address)
{
    public const int MaxName = 60;
    public const int MaxAddress = 1000;

    /// <summary>Most views that one member keeps.</summary>
    public const int Most = 30;
}

/// <summary>Grain keys of members.</summary>
public static class MemberKey
{
    public static string For(Guid userId) => $"member/{userId}";
}
