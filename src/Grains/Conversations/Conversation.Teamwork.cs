using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

// What members do among themselves; the contact never sees it. What is done stands in the thread as an event.
internal sealed partial class Conversation
{
    /// <param name="did">Id of the event, and who did what when.</param>
    public ConversationChange? SetState(ConversationState state, Deed did) => Head is not { } head || head.State == state
        ? null
        : state switch
        {
            ConversationState.Snoozed => Snooze(until: null, did),
            ConversationState.Done => Finish(head, did),
            _ => Told(head with { State = ConversationState.Open, SnoozedUntil = null }, AsideKind.Opened, did),
        };

    public ConversationChange? Snooze(DateTimeOffset? until, Deed did)
    {
        if (until <= did.At)
        {
            throw new RefusedException(Refusals.InvalidTime, "That time is over. Pick a later one.");
        }

        return Head is not { } head || (head.State == ConversationState.Snoozed && head.SnoozedUntil == until)
            ? null
            : Told(head with { State = ConversationState.Snoozed, SnoozedUntil = until }, AsideKind.Snoozed, did, until: until);
    }

    /// <summary>The end of a snooze; comes back to the top of the list.</summary>
    public ConversationChange? Wake(Guid eventId, DateTimeOffset now)
    {
        if (Head is not { State: ConversationState.Snoozed, SnoozedUntil: { } until } head || until > now)
        {
            return null;
        }

        return Told(
            head with { State = ConversationState.Open, SnoozedUntil = null, LastActivityAt = now > head.LastActivityAt ? now : head.LastActivityAt },
            AsideKind.Woken, new(eventId, UserId: null, now));
    }

    public ConversationChange? Assign(Guid? memberId, Deed did) => Head is not { } head || head.AssigneeId == memberId
        ? null
        : Told(head with { AssigneeId = memberId }, memberId is null ? AsideKind.Unassigned : AsideKind.Assigned, did, subject: memberId);

    public ConversationChange? Tag(string tag, bool set)
    {
        if (Head is not { } head || head.Tags.Has(tag) == set)
        {
            return null;
        }

        if (set)
        {
            TagRules.Check(tag, head.Tags);
        }

        return new(head with { Version = head.Version + 1, Tags = set ? head.Tags.With(tag) : head.Tags.Without(tag) }, null, OutboxStep.None, Read: null);
    }

    public ConversationChange? AddNote(NoteDraft note, Guid userId, DateTimeOffset now)
    {
        if (Head is not { } head)
        {
            return null;
        }

        NoteRules.Check(note);
        var aside = new Aside(
            note.Id, _id, head.LastNumber + 1, AsideKind.Note, userId, StorableText.Of(note.Body.Trim()), note.Mentions, Subject: null, Until: null, now);
        return new(head with { Version = head.Version + 1, LastNumber = aside.Number }, null, OutboxStep.None, Read: null, aside);
    }

    /// <summary>A note that is in memory.</summary>
    public Aside? Note(Guid noteId) => Newest.OfType<Aside>().FirstOrDefault(aside => aside.Id == noteId);

    private ConversationChange Finish(ConversationHead head, Deed did)
    {
        var told = Told(head with { State = ConversationState.Done, SnoozedUntil = null }, AsideKind.Done, did);
        return told with
        {
            Head = told.Head with { UnreadCount = 0, SettledCount = head.InboundCount, FailedCount = 0, MissedCount = 0, DoneThrough = told.Head.LastNumber },
            Unread = UnreadStep.Nobody,
        };
    }

    private ConversationChange Told(ConversationHead head, AsideKind kind, Deed did, Guid? subject = null, DateTimeOffset? until = null)
    {
        var aside = new Aside(did.EventId, _id, head.LastNumber + 1, kind, did.UserId, Body: "", [], subject, until, did.At);
        return new(head with { Version = head.Version + 1, LastNumber = aside.Number }, null, OutboxStep.None, Read: null, aside);
    }
}

/// <summary>Something a member does.</summary>
/// <param name="EventId">Of the event that will tell of it.</param>
/// <param name="UserId">Null: it comes by itself.</param>
internal readonly record struct Deed(Guid EventId, Guid? UserId, DateTimeOffset At);
