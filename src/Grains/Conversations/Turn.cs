using System.Collections.Immutable;
using System.Diagnostics;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>What one caller wants of a conversation. Its answer comes when the effect is on disk.</summary>
/// <param name="decide">Chooses a rule. May be called several times, each time on the truth as it then is.</param>
internal sealed class Turn(Func<Conversation, ConversationChange?> decide)
{
    private readonly TaskCompletionSource<ConversationChange?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConversationChange? _change;
    private Exception? _refusal;
    private bool _nameless;

    /// <summary>What asked for it, when that is traced.</summary>
    public Activity? Cause { get; } = Activity.Current;

    /// <summary>A message of ours that the decision is about, wherever in the thread it stands.</summary>
    public Guid? About { get; init; }

    /// <summary>A call that the decision is about, wherever in the thread it stands.</summary>
    public Guid? AboutCall { get; init; }

    /// <summary>Messages of either direction and notes that the decision is about.</summary>
    public ImmutableArray<int> AboutNumbers { get; init; } = [];

    /// <summary>What it changes, other turns may change too: it is not committed with them.</summary>
    public bool IsAlone { get; init; }

    /// <summary>The decision looks at the newest entries, so they have to be in memory.</summary>
    public bool OnPage { get; init; }

    /// <summary>What follows from the change, decided on the conversation after it until nothing follows any more; committed with it or not at all.</summary>
    public Func<Conversation, ConversationChange?>? Then { get; init; }

    /// <summary>Something followed when it was decided the last time.</summary>
    public bool IsFollowed { get; private set; }

    /// <summary>Opens the conversation when there is none yet. Then the first write is also the question whether there is one.</summary>
    public bool MayOpen { get; init; }

    /// <summary>The change that was committed; null when there was nothing to do.</summary>
    public Task<ConversationChange?> Done => _done.Task;

    public ConversationChange? Follow(Conversation conversation)
    {
        var next = _change is null ? null : Then?.Invoke(conversation);
        IsFollowed |= next is not null;
        return next;
    }

    public ConversationChange? Decide(Conversation conversation)
    {
        IsFollowed = false;
        _refusal = null;
        _change = null;
        try
        {
            _change = decide(conversation);
        }
        catch (Exception refusal)
        {
            // A rule's no, or a fault in a rule: of this turn alone, and told when what it builds on is on disk.
            _refusal = refusal;
        }

        if (_nameless && _change is { Message: { } message })
        {
            _change = _change with { Message = message with { MessageSid = null } };
        }

        return _change;
    }

    /// <summary>The name that a report brings belongs to another message: the report counts, the name does not.</summary>
    /// <returns>False: there is no such name to drop.</returns>
    public bool DropName() =>
        !_nameless && (_nameless = _change is { Message: { Direction: Direction.Outbound, MessageSid: not null }, Outbox: not OutboxStep.Enter });

    public void Finish()
    {
        if (_refusal is null)
        {
            _done.TrySetResult(_change);
        }
        else
        {
            _done.TrySetException(_refusal);
        }
    }

    public void FinishUnchanged() => _done.TrySetResult(null);

    public void Fail(Exception fault) => _done.TrySetException(fault);
}
