using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>
/// The rules of one conversation. A decision returns the change it wants (null: nothing to do) and moves nothing;
/// <see cref="Apply"/> moves it, after the store accepted.
/// </summary>
internal sealed class Conversation(ConversationId id)
{
    /// <summary>Newest entries kept in memory: one page.</summary>
    public const int Kept = 50;

    private readonly Dictionary<Guid, int> _readPositions = [];

    public ConversationHead? Head { get; private set; }

    /// <summary>The newest entries, oldest first.</summary>
    public ImmutableArray<Message> Newest { get; private set; } = [];

    /// <summary>One of our own: what came in has an id that follows from the carrier's, and is neither sent nor reported on.</summary>
    public Message? Recent(Guid messageId) =>
        Newest.FirstOrDefault(message => message.Id == messageId && message.Direction == Direction.Outbound);

    public ConversationChange? Receive(InboundSms sms, DateTimeOffset now)
    {
        if (Newest.Any(message => message.MessageSid == sms.MessageSid))
        {
            return null;
        }

        var head = Head ?? Empty(sms.Line, sms.Contact, now);
        var message = Entry(head, MessageIds.OfInbound(sms.MessageSid), sms.Contact, sms.Line, StorableText.Of(sms.Body), now) with
        {
            Direction = Direction.Inbound,
            MessageSid = sms.MessageSid,
            Status = DeliveryStatus.Received,
            NumSegments = Math.Max(1, sms.NumSegments),
            Media = sms.Media,
            DateSent = now,
        };
        var optedOut = OptOutKeywords.Read(sms, head.OptedOut);
        return new(Next(head, message) with
        {
            InboundCount = head.InboundCount + 1,
            UnreadCount = head.UnreadCount + 1,
            State = ConversationState.Open,
            OptedOut = optedOut ?? head.OptedOut,
            StoppedThrough = optedOut is true ? message.Number : head.StoppedThrough,
        }, message, OutboxStep.None, Read: null);
    }

    public ConversationChange Queue(Draft draft, DateTimeOffset now)
    {
        DraftRules.Check(draft, now);
        var head = Head ?? Empty(draft.Line, draft.Contact, now);
        if (head.OptedOut)
        {
            throw new RefusedException(Refusals.OptedOut, "This person opted out of your texts. They can text START to allow them again.");
        }

        var message = Entry(head, draft.MessageId, draft.Line, draft.Contact, draft.Body, now) with
        {
            Direction = Direction.Outbound,
            Status = draft.SendAt is null ? DeliveryStatus.Queued : DeliveryStatus.Scheduled,
            NumSegments = draft.MediaUrls.IsEmpty ? SmsSegments.Of(draft.Body).Segments : 1,
            Media = [.. draft.MediaUrls.Select(url => new MediaItem(url, null))],
            UserId = draft.UserId,
            SendAt = draft.SendAt,
        };
        return new(Next(head, message), message, OutboxStep.Enter, Read: null);
    }

    /// <param name="message">The message as it stands, from memory or from the store.</param>
    public ConversationChange? Report(Message message, DeliveryReport report, DateTimeOffset now)
    {
        if (Head is not { } head || ReportFold.Fold(message, report, now) is not { } folded)
        {
            return null;
        }

        // The report itself must say so: what an old message failed of was heard then, and a START may have come since.
        var refused = OptOutKeywords.IsRefusal(report.ErrorCode);
        var next = head with
        {
            Version = head.Version + 1,
            OptedOut = head.OptedOut || refused,
            StoppedThrough = refused ? head.LastNumber : head.StoppedThrough,
        };
        return new(
            folded.Number == head.LastNumber ? next with { PreviewStatus = folded.Status } : next,
            folded,
            OutboxStepOf(message.Status, folded.Status),
            Read: null);
    }

    public ConversationChange? MarkRead(Guid userId, int inboundCount)
    {
        if (Head is not { } head)
        {
            return null;
        }

        var seen = Math.Clamp(inboundCount, 0, head.InboundCount);
        if (_readPositions.TryGetValue(userId, out var before) && before >= seen)
        {
            return null;
        }

        return new(head with
        {
            Version = head.Version + 1,
            UnreadCount = Math.Min(head.UnreadCount, head.InboundCount - seen),
        }, null, OutboxStep.None, new(userId, seen));
    }

    public ConversationChange? SetState(ConversationState state) => Head is not { } head || head.State == state
        ? null
        : new(head with { Version = head.Version + 1, State = state }, null, OutboxStep.None, Read: null);

    public void Apply(ConversationChange change)
    {
        Head = change.Head;
        if (change.Message is { } message)
        {
            Newest = Keep(message);
        }

        if (change.Read is { } read)
        {
            _readPositions[read.UserId] = read.InboundCount;
        }
    }

    public void Restore(ConversationHead head, ImmutableArray<Message> newest)
    {
        Head = head;
        Newest = newest;
    }

    private ImmutableArray<Message> Keep(Message message)
    {
        if (Newest.IsEmpty || message.Number > Newest[^1].Number)
        {
            return Newest.Length < Kept ? Newest.Add(message) : [.. Newest.AsSpan()[1..], message];
        }

        var place = message.Number - Newest[0].Number;
        return place < 0 ? Newest : Newest.SetItem(place, message);
    }

    private static OutboxStep OutboxStepOf(DeliveryStatus before, DeliveryStatus after)
    {
        if (!Delivery.IsInOutbox(before) || before == after)
        {
            return OutboxStep.None;
        }

        return after == DeliveryStatus.InDoubt ? OutboxStep.Doubt : OutboxStep.Leave;
    }

    private ConversationHead Empty(string line, string contact, DateTimeOffset now) => new(
        id, line, contact, Version: 0, LastNumber: 0, SmsCount: 0, InboundCount: 0, UnreadCount: 0,
        ConversationState.Open, OptedOut: false, Preview: "", Direction.Inbound, DeliveryStatus.Received, now, now);

    private static ConversationHead Next(ConversationHead head, Message message) => head with
    {
        Version = head.Version + 1,
        LastNumber = message.Number,
        SmsCount = head.SmsCount + 1,
        Preview = Preview.Of(message.Body, !message.Media.IsEmpty),
        PreviewDirection = message.Direction,
        PreviewStatus = message.Status,
        LastActivityAt = message.DateCreated > head.LastActivityAt ? message.DateCreated : head.LastActivityAt,
    };

    private Message Entry(ConversationHead head, Guid messageId, string from, string to, string body, DateTimeOffset now) => new(
        messageId, id, head.LastNumber + 1, Direction.Inbound, MessageSid: null, from, to, body, DeliveryStatus.Received,
        ErrorCode: null, ErrorMessage: null, NumSegments: 1, Price: null, PriceUnit: null, Media: [], DateCreated: now,
        DateSent: null, DateUpdated: now, Timeline: [], UserId: null, SendAt: null);
}
