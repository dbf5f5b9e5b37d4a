using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Members;

namespace OrleansSms.Grains.Members;

/// <summary>A small document: what the member typed and has not sent.</summary>
[GrainType("member")]
internal sealed class MemberGrain([PersistentState("member-drafts", MemberGrain.Storage)] IPersistentState<MemberDrafts> drafts)
    : Grain, IMemberGrain
{
    /// <summary>Name of the grain storage that keeps small documents.</summary>
    public const string Storage = "documents";

    // Old drafts give way, so that the document stays small whatever a member leaves behind.
    private const int MostDrafts = 200;

    public Task<ImmutableDictionary<ConversationId, string>> Drafts()
    {
        OnlyTheMember();
        return Task.FromResult(drafts.State.Texts.ToImmutableDictionary(entry => entry.Conversation, entry => entry.Text));
    }

    public async Task SaveDraft(ConversationId id, string text)
    {
        OnlyTheMember();
        var others = drafts.State.Texts.Where(entry => entry.Conversation != id);
        var kept = text[..Math.Min(text.Length, SmsSegments.MaxLength)];
        var before = drafts.State;
        drafts.State = new() { Texts = string.IsNullOrWhiteSpace(kept) ? [.. others] : [.. others.TakeLast(MostDrafts - 1), new(id, kept)] };
        try
        {
            await drafts.WriteStateAsync();
        }
        catch
        {
            drafts.State = before;
            throw;
        }
    }

    private void OnlyTheMember()
    {
        if (CallerContext.Current is not { } caller || MemberKey.For(caller.UserId) != this.GetPrimaryKeyString())
        {
            throw new RefusedException(Refusals.NotAllowed, "What somebody has typed is theirs alone.");
        }
    }
}

/// <summary>Stored as JSON; oldest first.</summary>
internal sealed class MemberDrafts
{
    public ImmutableArray<MemberDraft> Texts { get; init; } = [];
}

internal sealed record MemberDraft(ConversationId Conversation, string Text);
