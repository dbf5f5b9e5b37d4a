using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Web.Components.Shell;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Live;

/// <summary>What a member does to a conversation from wherever it is shown: done, told in a word, and taken back where that is asked for.</summary>
internal sealed class Deeds(IDesk desk, Notices notices, Member member, Team team, WallClock clock, ILogger<Deeds> logger)
{
    public Task<bool> Turn(ConversationHead head, ConversationState state) => Do(
        () => desk.SetState(head.Id, state, CancellationToken.None),
        state == ConversationState.Done ? ConversationTexts.MovedToDone : ConversationTexts.OpenAgain,
        () => Restore(head));

    public Task<bool> Snooze(ConversationHead head, DateTimeOffset? until) => Do(
        () => desk.Snooze(head.Id, until, CancellationToken.None),
        until is { } end ? Phrase.Of(ConversationTexts.DidSnoozeUntil, ("time", clock.Soon(end))) : ConversationTexts.DidSnoozeUntilReply,
        () => Restore(head));

    public Task<bool> Assign(ConversationHead head, Guid? memberId) => Do(
        () => desk.Assign(head.Id, memberId, CancellationToken.None),
        memberId is null ? ConversationTexts.NobodyHasIt
            : memberId == member.Id ? ConversationTexts.DidAssignToYou
            : Phrase.Of(ConversationTexts.DidAssign, ("name", team.NameOf(memberId))),
        () => desk.Assign(head.Id, head.AssigneeId, CancellationToken.None));

    public async Task<bool> MarkUnread(ConversationHead head)
    {
        if (head.InboundCount == 0)
        {
            notices.Show(ConversationTexts.NothingCameIn);
            return false;
        }

        return await Do(
            () => desk.MarkUnread(head.Id, CancellationToken.None), ConversationTexts.MarkedUnread, () => desk.MarkRead(head.Id, head.InboundCount, CancellationToken.None));
    }

    public Task<bool> Tag(ConversationHead head, string tag, bool set) => Do(() => desk.Tag(head.Id, tag, set, CancellationToken.None), done: null, undo: null);

    private Task<bool> Restore(ConversationHead before) => before.State == ConversationState.Snoozed
        ? desk.Snooze(before.Id, before.SnoozedUntil, CancellationToken.None)
        : desk.SetState(before.Id, before.State, CancellationToken.None);

    private async Task<bool> Do(Func<Task<bool>> deed, string? done, Func<Task<bool>>? undo)
    {
        try
        {
            var known = await deed();
            if (!known)
            {
                notices.Show(ConversationTexts.NotYours);
            }
            else if (done is not null)
            {
                notices.Show(done, undo is null ? null : () => Do(undo, done: null, undo: null));
            }

            return known;
        }
        catch (RefusedException refused)
        {
            notices.Show(RefusalWords.Of(refused));
        }
        catch (Exception fault)
        {
            // The screen stays as it was, and it can be tried again.
            var reference = Reference.Next();
            Faults.Part(logger, reference, fault);
            notices.Show(Phrase.Of(ConversationTexts.DidNotWork, ("reference", reference)));
        }

        return false;
    }
}
