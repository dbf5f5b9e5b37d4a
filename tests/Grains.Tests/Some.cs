using System.Collections.Immutable;
using System.Globalization;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests;

/// <summary>Things of the trade, as many as a test needs; what it does not name does not matter to it.</summary>
internal static class Some
{
    public const string Line = "+447700900001";
    public const string Contact = "+447700900226";

    public static readonly DateTimeOffset Now = new(2031, 5, 17, 8, 30, 0, TimeSpan.Zero);
    public static readonly ConversationId Id = new(Guid.Parse("8c9ff1d5-52a6-8aa6-9c1b-0f6d1f6bd0a1"));
    public static readonly Guid User = Guid.Parse("11111111-1111-4111-8111-111111111111");

    public static string Sid(int number) => "SM" + number.ToString("x32", CultureInfo.InvariantCulture);

    public static InboundSms Text(int sid, string body = "hello", string? optOut = null, string line = Line, string contact = Contact) =>
        new(Sid(sid), line, contact, body, NumSegments: 1, Media: [], optOut);

    public static Draft Draft(
        string body = "hi", Guid? id = null, DateTimeOffset? sendAt = null, string line = Line, string contact = Contact, params ImmutableArray<string> media) =>
        new(id ?? Guid.NewGuid(), line, contact, body, media, User, sendAt);

    /// <summary>Something that the member did just now.</summary>
    public static Deed Deed() => new(Guid.NewGuid(), User, Now);

    public static Conversation Conversation(params IEnumerable<InboundSms> texts)
    {
        var conversation = new Conversation(Id);
        foreach (var text in texts)
        {
            conversation = conversation.Apply(conversation.Receive(text, Now)!);
        }

        return conversation;
    }

    public static Grains.Ports.CarrierRecord Record(int sid, string body, DateTimeOffset created) => new(
        Sid(sid), Direction.Outbound, Line, Contact, body, "sent", ErrorCode: null, NumSegments: 1, MediaCount: 0, Media: [], Price: null, PriceUnit: null, created, created, created);

    /// <summary>What is in the outbox for the first time.</summary>
    public static Message Queued(DateTimeOffset? sendAt = null)
    {
        var conversation = new Conversation(Id);
        return conversation.Queue(Draft(sendAt: sendAt), Now).Message!;
    }
}
