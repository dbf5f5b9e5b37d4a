using System.Globalization;
using System.Security.Cryptography;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>
/// One conversation seen from its store: makes changes that build on what was last committed through it.
/// No rules here: a contract must not depend on them.
/// </summary>
public sealed class StoredThread(IConversationStore store, string line)
{
    /// <summary>To the microsecond, as a store keeps it.</summary>
    public static readonly DateTimeOffset Now = new DateTimeOffset(2031, 5, 17, 8, 30, 0, TimeSpan.Zero).AddTicks(1_234_560);

    /// <summary>For those whom the pace is not the matter.</summary>
    public static readonly LinePace NoPace = new(10_000, 10_000);

    public const string Contact = "+447700900226";

    public ConversationId Id { get; } = new(Guid.NewGuid());

    public ConversationHead? Head { get; private set; }

    public static string NewSid() => "SM" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static string NewLine() => string.Create(CultureInfo.InvariantCulture, $"+4477{RandomNumberGenerator.GetInt32(10_000_000, 99_999_999)}");

    public ConversationChange Inbound(string body = "hello", string? sid = null)
    {
        var message = Entry(body) with { MessageSid = sid ?? NewSid(), DateSent = Now };
        return new(Next(message) with { InboundCount = (Head?.InboundCount ?? 0) + 1 }, message, OutboxStep.None, Read: null, Unread: UnreadStep.Everyone);
    }

    public ConversationChange Outbound(string body = "hi", Guid? id = null, DateTimeOffset? sendAt = null)
    {
        var message = Entry(body) with
        {
            Id = id ?? Guid.NewGuid(),
            Direction = Direction.Outbound,
            From = line,
            To = Contact,
            Status = sendAt is null ? DeliveryStatus.Queued : DeliveryStatus.Scheduled,
            UserId = Guid.NewGuid(),
            SendAt = sendAt,
        };
        return new(Next(message), message, OutboxStep.Enter, Read: null);
    }

    public ConversationChange Changed(Message message, OutboxStep step = OutboxStep.None) => new(Bumped(), message, step, Read: null);

    public ConversationChange Read(Guid userId, int count) => new(Bumped(), null, OutboxStep.None, new(userId, count));

    public ConversationChange Done() => new(Bumped() with { State = ConversationState.Done }, null, OutboxStep.None, Read: null);

    /// <summary>A note; the next message has the number after it.</summary>
    public ConversationChange Note(string body = "for us", Guid? id = null, params Guid[] mentions)
    {
        var note = new Aside(id ?? Guid.NewGuid(), Id, (Head?.LastNumber ?? 0) + 1, AsideKind.Note, Guid.NewGuid(), body, [.. mentions], Subject: null, Until: null, Now);
        return new(Bumped() with { LastNumber = note.Number }, null, OutboxStep.None, Read: null, note);
    }

    /// <summary>A call that waits to be dialled.</summary>
    public ConversationChange Placed(Guid? id = null)
    {
        var call = new Call(
            id ?? Guid.NewGuid(), Id, (Head?.LastNumber ?? 0) + 1, Direction.Outbound, CallSid: null, line, Contact, CallStatus.Queued, Guid.NewGuid(),
            "+447700900999", Now, AnsweredAt: null, EndedAt: null, Now, Seconds: null, ErrorCode: null, Timeline: [], Recordings: []);
        return new(Opened() with { LastNumber = call.Number, PreviewCall = call.Status, PreviewNumber = call.Number }, null, OutboxStep.None, Read: null, Call: call);
    }

    public ConversationChange Changed(Call call) => new(Bumped() with { PreviewCall = call.Status, PreviewSeconds = call.Seconds }, null, OutboxStep.None, Read: null, Call: call);

    /// <summary>The contact opts out: nothing up to here is sent any more.</summary>
    public ConversationChange Stop()
    {
        var change = Inbound("STOP");
        return change with { Head = change.Head with { OptedOut = true, StoppedThrough = change.Message!.Number } };
    }

    public ConversationChange Start()
    {
        var change = Inbound("START");
        return change with { Head = change.Head with { OptedOut = false } };
    }

    public async Task<bool> Commit(ConversationChange change)
    {
        var written = await store.Commit([change], CancellationToken.None);
        if (written)
        {
            Head = change.Head;
        }

        return written;
    }

    /// <summary>Commits a draft and gives its message.</summary>
    public async Task<Message> Queue(string body = "hi", DateTimeOffset? sendAt = null, int segments = 1, DateTimeOffset? at = null)
    {
        var change = Outbound(body, sendAt: sendAt);
        change = change with { Message = change.Message! with { NumSegments = segments, DateCreated = at ?? Now } };
        await Commit(change);
        return change.Message!;
    }

    private ConversationHead Bumped() => Head! with { Version = Head.Version + 1 };

    private ConversationHead Opened() => Head is null
        ? new(
            Id, line, Contact, Version: 1, LastNumber: 0, SmsCount: 0, InboundCount: 0, UnreadCount: 0, ConversationState.Open, OptedOut: false,
            Preview: "", Direction.Inbound, DeliveryStatus.Received, Now, Now)
        : Bumped();

    private ConversationHead Next(Message message) => Opened() with
    {
        LastNumber = message.Number,
        SmsCount = (Head?.SmsCount ?? 0) + 1,
        Preview = message.Body,
        PreviewNumber = message.Number,
        PreviewDirection = message.Direction,
        PreviewStatus = message.Status,
    };

    private Message Entry(string body) => new(
        Guid.NewGuid(), Id, (Head?.LastNumber ?? 0) + 1, Direction.Inbound, MessageSid: null, Contact, line, body, DeliveryStatus.Received,
        ErrorCode: null, ErrorMessage: null, NumSegments: 1, Price: null, PriceUnit: null, Media: [], DateCreated: Now,
        DateSent: null, DateUpdated: Now, Timeline: [], UserId: null, SendAt: null);
}
