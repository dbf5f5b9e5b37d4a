using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>
/// The rules of one conversation, as it stands. A decision returns the change it wants (null: nothing to do);
/// <see cref="Apply"/> gives the conversation after it. Nothing here ever moves, so what the store refuses never was.
/// </summary>
internal sealed partial class Conversation
{
    public ConversationChange? Receive(InboundSms sms, DateTimeOffset now)
    {
        foreach (var known in Newest.AsSpan())
        {
            if (known is Message message && message.MessageSid == sms.MessageSid)
            {
                return null;
            }
        }

        var taken = sms.CarrierDate < now ? sms.CarrierDate.Value : now;
        var head = Head ?? Empty(sms.Line, sms.Contact, taken);
        var entry = Entry(head, MessageIds.OfInbound(sms.MessageSid), sms.Contact, sms.Line, StorableText.Of(sms.Body), taken) with
        {
            DateUpdated = now,
            Recovered = sms.CarrierDate is not null,
            Direction = Direction.Inbound,
            MessageSid = sms.MessageSid,
            Status = DeliveryStatus.Received,
            NumSegments = Math.Max(1, sms.NumSegments),
            Media = sms.Media,
            DateSent = now,
        };
        var optedOut = sms.CarrierDate is null ? OptOutKeywords.Read(sms, head.OptedOut) : RecoveredConsent.Read(sms, head.OptedOut, Newest.OfType<Message>());
        return new(Next(head, entry) with
        {
            InboundCount = head.InboundCount + 1,
            UnreadCount = head.UnreadCount + 1,
            State = ConversationState.Open,
            SnoozedUntil = null,
            OptedOut = optedOut ?? head.OptedOut,
            StoppedThrough = optedOut is true ? entry.Number : head.StoppedThrough,
        }, entry, OutboxStep.None, Read: null, Unread: head.UnreadCount == 0 ? UnreadStep.Everyone : UnreadStep.None);
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
            HeldUntil = draft.SendAt is null && draft.Hold > TimeSpan.Zero ? now + draft.Hold : null,
            CancelOnReply = draft.CancelOnReply,
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
            FailedCount = head.FailedCount + (folded.Number > head.DoneThrough ? Delivery.Failures(message.Status, folded.Status) : 0),
        };
        return new(
            folded.Number == head.PreviewNumber ? next with { PreviewStatus = folded.Status } : next,
            folded,
            Delivery.StepOf(message.Status, folded.Status),
            Read: null);
    }

    public ConversationChange? Bill(Message message, decimal price, string? priceUnit, DateTimeOffset now) =>
        Head is not { } head || message.Price is not null
            ? null
            : new(
                head with { Version = head.Version + 1 },
                message with { Price = price, PriceUnit = priceUnit ?? message.PriceUnit, DateUpdated = now },
                OutboxStep.None,
                Read: null);

    /// <summary>Null: it is on its way again already.</summary>
    /// <param name="message">The message as it stands, from memory or from the store.</param>
    public ConversationChange? SendAgain(Message message, DateTimeOffset now) =>
        Resending.Decide(message, Head) is { } report ? Report(message, report, now) : null;

    private ConversationHead Empty(string line, string contact, DateTimeOffset now) => new(
        _id, line, contact, Version: 0, LastNumber: 0, SmsCount: 0, InboundCount: 0, UnreadCount: 0,
        ConversationState.Open, OptedOut: false, Preview: "", Direction.Inbound, DeliveryStatus.Received, now, now);

    private static ConversationHead Next(ConversationHead head, Message message) => head with
    {
        Version = head.Version + 1,
        LastNumber = message.Number,
        SmsCount = head.SmsCount + 1,
        Preview = Preview.Of(message.Body, !message.Media.IsEmpty),
        PreviewDirection = message.Direction,
        PreviewStatus = message.Status,
        PreviewNumber = message.Number,
        PreviewCall = null,
        PreviewSeconds = null,
        LastActivityAt = message.DateCreated > head.LastActivityAt ? message.DateCreated : head.LastActivityAt,
    };

    private Message Entry(ConversationHead head, Guid messageId, string from, string to, string body, DateTimeOffset now) => new(
        messageId, _id, head.LastNumber + 1, Direction.Inbound, MessageSid: null, from, to, body, DeliveryStatus.Received,
        ErrorCode: null, ErrorMessage: null, NumSegments: 1, Price: null, PriceUnit: null, Media: [], DateCreated: now,
        DateSent: null, DateUpdated: now, Timeline: [], UserId: null, SendAt: null);
}
