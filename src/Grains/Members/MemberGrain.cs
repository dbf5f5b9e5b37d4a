using System.Collections.Immutable;
using OrleansSms.Conversations;
using OrleansSms.Members;

namespace OrleansSms.Grains.Members;

/// <summary>Small documents: what the member typed and has not sent, the views of the list, what to be told of.</summary>
[GrainType("member")]
internal sealed class MemberGrain(
    [PersistentState("member-drafts", MemberGrain.Storage)] IPersistentState<MemberDrafts> drafts,
    [PersistentState("member-views", MemberGrain.Storage)] IPersistentState<MemberViews> views,
    [PersistentState("member-alerts", MemberGrain.Storage)] IPersistentState<MemberAlerts> alerts)
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
        await Write(drafts, new() { Texts = string.IsNullOrWhiteSpace(kept) ? [.. others] : [.. others.TakeLast(MostDrafts - 1), new(id, kept)] });
    }

    public Task<ImmutableArray<SavedView>> Views()
    {
        OnlyTheMember();
        return Task.FromResult(views.State.Views);
    }

    public async Task<ImmutableArray<SavedView>> SaveView(SavedView view)
    {
        OnlyTheMember();
        if (string.IsNullOrWhiteSpace(view.Name) || view.Name.Length > SavedView.MaxName)
        {
            throw new RefusedException(Refusals.InvalidName, $"A name has 1 to {SavedView.MaxName} characters.");
        }

        // Only within the list: an address elsewhere would lead the member astray.
        if (!view.Address.StartsWith("inbox?", StringComparison.Ordinal) || view.Address.Length > SavedView.MaxAddress)
        {
            throw new RefusedException(Refusals.InvalidName, "This view cannot be kept.");
        }

        var others = views.State.Views.RemoveAll(other => other.Name == view.Name);
        if (others.Length >= SavedView.Most)
        {
            throw new RefusedException(Refusals.InvalidName, $"You can keep {SavedView.Most} views. Remove one first.");
        }

        await Write(views, new() { Views = others.Add(view) });
        return views.State.Views;
    }

    public async Task<ImmutableArray<SavedView>> RemoveView(string name)
    {
        OnlyTheMember();
        await Write(views, new() { Views = views.State.Views.RemoveAll(view => view.Name == name) });
        return views.State.Views;
    }

    public Task<AlertChoices> Alerts()
    {
        OnlyTheMember();
        return Task.FromResult(alerts.State.Choices);
    }

    public async Task SaveAlerts(AlertChoices choices)
    {
        OnlyTheMember();
        if (choices.QuietFrom is null != choices.QuietTo is null)
        {
            throw new RefusedException(Refusals.InvalidTime, "Quiet times have a beginning and an end.");
        }

        await Write(alerts, new() { Choices = choices });
    }

    private static async Task Write<T>(IPersistentState<T> document, T state)
    {
        var before = document.State;
        document.State = state;
        try
        {
            await document.WriteStateAsync();
        }
        catch
        {
            document.State = before;
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

/// <summary>Stored as JSON, in the order they were kept.</summary>
internal sealed class MemberViews
{
    public ImmutableArray<SavedView> Views { get; init; } = [];
}

/// <summary>Stored as JSON.</summary>
internal sealed class MemberAlerts
{
    public AlertChoices Choices { get; init; } = AlertChoices.Usual;
}

internal sealed record MemberDraft(ConversationId Conversation, string Text);
