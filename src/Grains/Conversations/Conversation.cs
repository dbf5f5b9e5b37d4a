using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>
/// The rules of one conversation, as it stands. A decision returns the change it wants (null: nothing to do);
/// <see cref="Apply"/> gives the conversation after it. Nothing here ever moves, so what the store refuses never was.
/// </summary>
internal sealed class Conversation
{
    /// <summary>Newest entries kept in memory: one page.</summary>
    public const int Kept = 50;

    private readonly ConversationId _id;
    private readonly ImmutableArray<Message> _recalled = [];

    /// <summary>One without any entry.</summary>
    public Conversation(ConversationId id) => _id = id;

    /// <summary>One as it is stored; entries come to memory when somebody asks for them.</summary>
    public Conversation(ConversationHead head)
    {
        _id = head.Id;
        Head = head;
    }

    private Conversation(
        Conversation before, ConversationHead? head, ImmutableArray<Message> newest, ImmutableArray<Message> recalled, ImmutableArray<ReadPosition> readers, bool isOpen)
    {
        _id = before._id;
        Head = head;
        Newest = newest;
        _recalled = recalled;
        Readers = readers;
        IsOpen = isOpen;
    }

    public ConversationHead? Head { get; }

    /// <summary>The newest entries as far as they are in memory, oldest first and without gaps.</summary>
    public ImmutableArray<Message> Newest { get; } = [];

    /// <summary>Who has seen how much of what came in, as far as it is in memory.</summary>
    public ImmutableArray<ReadPosition> Readers { get; } = [];

    /// <summary>A whole page and all readers are in memory.</summary>
    public bool IsOpen { get; }

    /// <summary>One of our own: what came in has an id that follows from the carrier's, and is neither sent nor reported on.</summary>
    public Message? Recent(Guid messageId) => Own(Newest, messageId) ?? Own(_recalled, messageId);

    /// <summary>An entry at hand, of either direction.</summary>
    public Message? Entry(int number) =>
        Newest.FirstOrDefault(message => message.Number == number) ?? _recalled.FirstOrDefault(message => message.Number == number);

    public ConversationChange? Receive(InboundSms sms, DateTimeOffset now)
    {
        foreach (var message in Newest.AsSpan())
        {
            if (message.MessageSid == sms.MessageSid)
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
        return new(Next(head, entry) with
        {
            InboundCount = head.InboundCount + 1,
            UnreadCount = head.UnreadCount + 1,
            State = ConversationState.Open,
            OptedOut = (sms.CarrierDate is null ? OptOutKeywords.Read(sms, head.OptedOut) : RecoveredConsent.Read(sms, head.OptedOut, Newest)) ?? head.OptedOut,
        }, entry, OutboxStep.None, Read: null);
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

        var next = head with
        {
            Version = head.Version + 1,
            OptedOut = head.OptedOut || OptOutKeywords.IsRefusal(folded.ErrorCode),
        };
        return new(
            folded.Number == head.LastNumber ? next with { PreviewStatus = folded.Status } : next,
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
        Resending.Decide(message, Head is { OptedOut: true }) is { } report ? Report(message, report, now) : null;

    public ConversationChange? MarkRead(Guid userId, int inboundCount)
    {
        if (Head is not { } head)
        {
            return null;
        }

        var seen = Math.Clamp(inboundCount, 0, head.InboundCount);
        if (Readers.Any(reader => reader.UserId == userId && reader.InboundCount >= seen))
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

    public Conversation Apply(ConversationChange change) => new(
        this,
        change.Head,
        change.Message is { } entry ? Keep(entry) : Newest,
        change.Message is { } changed ? Replaced(changed) : _recalled,
        change.Read is { } read ? Moved(Readers, read) : Readers,
        IsOpen);

    /// <summary>With an older message at hand, to decide on.</summary>
    public Conversation Recall(Message older) => new(this, Head, Newest, _recalled.Add(older), Readers, IsOpen);

    /// <summary>With a page at hand, as the store has it.</summary>
    public Conversation Open(ImmutableArray<Message> newest, ImmutableArray<ReadPosition> readers) =>
        new(this, Head, newest, _recalled, Readers.Aggregate(readers, Moved), isOpen: true);

    /// <summary>Without what was only recalled.</summary>
    public Conversation Settled() => _recalled.IsEmpty ? this : new(this, Head, Newest, [], Readers, IsOpen);

    /// <summary>The head alone: what is idle takes no room.</summary>
    public Conversation Close() => Newest.IsEmpty ? this : new(this, Head, [], _recalled, [], isOpen: false);

    private static ImmutableArray<ReadPosition> Moved(ImmutableArray<ReadPosition> readers, ReadPosition read)
    {
        for (var i = 0; i < readers.Length; i++)
        {
            if (readers[i].UserId == read.UserId)
            {
                return readers[i].InboundCount < read.InboundCount ? readers.SetItem(i, read) : readers;
            }
        }

        return readers.Add(read);
    }

    private ImmutableArray<Message> Keep(Message message)
    {
        if (Newest.IsEmpty)
        {
            return message.Number > (Head?.LastNumber ?? 0) ? [message] : Newest;
        }

        if (message.Number > Newest[^1].Number)
        {
            return Newest.Length < Kept ? Newest.Add(message) : [.. Newest.AsSpan()[1..], message];
        }

        var place = message.Number - Newest[0].Number;
        return place < 0 ? Newest : Newest.SetItem(place, message);
    }

    private ImmutableArray<Message> Replaced(Message message)
    {
        for (var i = 0; i < _recalled.Length; i++)
        {
            if (_recalled[i].Number == message.Number)
            {
                return _recalled.SetItem(i, message);
            }
        }

        return _recalled;
    }

    private static Message? Own(ImmutableArray<Message> messages, Guid messageId)
    {
        foreach (var message in messages.AsSpan())
        {
            if (message.Id == messageId && message.Direction == Direction.Outbound)
            {
                return message;
            }
        }

        return null;
    }

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
        LastActivityAt = message.DateCreated > head.LastActivityAt ? message.DateCreated : head.LastActivityAt,
    };

    private Message Entry(ConversationHead head, Guid messageId, string from, string to, string body, DateTimeOffset now) => new(
        messageId, _id, head.LastNumber + 1, Direction.Inbound, MessageSid: null, from, to, body, DeliveryStatus.Received,
        ErrorCode: null, ErrorMessage: null, NumSegments: 1, Price: null, PriceUnit: null, Media: [], DateCreated: now,
        DateSent: null, DateUpdated: now, Timeline: [], UserId: null, SendAt: null);
}
