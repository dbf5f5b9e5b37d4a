using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

// What is at hand of it, and how the next state is made of this one.
internal sealed partial class Conversation
{
    /// <summary>Newest entries kept in memory: one page.</summary>
    public const int Kept = 50;

    private const int MostRecalled = 8;

    private readonly ConversationId _id;
    private readonly ImmutableArray<IEntry> _recalled = [];

    /// <summary>One without any entry.</summary>
    public Conversation(ConversationId id)
    {
        _id = id;
        UntilReply = [];
    }

    /// <summary>One as it is stored; entries come to memory when somebody asks for them.</summary>
    public Conversation(ConversationHead head)
    {
        _id = head.Id;
        Head = head;
    }

    private Conversation(
        Conversation before, ConversationHead? head, ImmutableArray<IEntry> newest, ImmutableArray<IEntry> recalled, ImmutableArray<ReadPosition> readers,
        ImmutableArray<Message> untilReply, bool isOpen)
    {
        _id = before._id;
        Head = head;
        Newest = newest;
        _recalled = recalled;
        Readers = readers;
        UntilReply = untilReply;
        IsOpen = isOpen;
    }

    public ConversationHead? Head { get; }

    /// <summary>The newest entries as far as they are in memory, oldest first and without gaps.</summary>
    public ImmutableArray<IEntry> Newest { get; } = [];

    /// <summary>Who has seen how much of what came in, as far as it is in memory.</summary>
    public ImmutableArray<ReadPosition> Readers { get; } = [];

    /// <summary>What waits for its time and is not sent once the contact writes; default: nobody looked yet.</summary>
    public ImmutableArray<Message> UntilReply { get; }

    /// <summary>A whole page and all readers are in memory.</summary>
    public bool IsOpen { get; }

    /// <summary>One of our own: what came in has an id that follows from the carrier's, and is neither sent nor reported on.</summary>
    public Message? Recent(Guid messageId) => Own(Newest, messageId) ?? Own(_recalled, messageId);

    /// <summary>A message at hand, of either direction.</summary>
    public Message? Message(int number) => Entry(number) as Message;

    /// <summary>An entry at hand.</summary>
    public IEntry? Entry(int number) =>
        Newest.FirstOrDefault(entry => entry.Number == number) ?? _recalled.FirstOrDefault(entry => entry.Number == number);

    /// <summary>A call at hand.</summary>
    public Call? Call(Guid callId) => Newest.Concat(_recalled).OfType<Call>().FirstOrDefault(call => call.Id == callId);

    public Conversation Apply(ConversationChange change) => new(
        this,
        change.Head,
        change.Deleted is { } deleted ? Without(Newest, deleted) : change.Entry is { } entry ? Keep(entry) : Newest,
        change.Deleted is { } gone ? Without(_recalled, gone) : change.Entry is { } changed ? Replaced(changed) : _recalled,
        Seen(change),
        change.Message is { } later ? Waiting(later) : UntilReply,
        IsOpen);

    /// <summary>With an older entry at hand, to decide on.</summary>
    public Conversation Recall(IEntry older) => new(this, Head, Newest, _recalled.Add(older), Readers, UntilReply, IsOpen);

    /// <summary>With what a reply ends at hand, as the store has it.</summary>
    public Conversation Await(ImmutableArray<Message> untilReply) => new(this, Head, Newest, _recalled, Readers, untilReply, IsOpen);

    /// <summary>With a page at hand, as the store has it.</summary>
    public Conversation Open(ImmutableArray<IEntry> newest, ImmutableArray<ReadPosition> readers) =>
        new(this, Head, newest, _recalled, Readers.Aggregate(readers, Moved), UntilReply, isOpen: true);

    /// <summary>Of what was recalled, only what the carrier will speak of again: it reports on an entry several times.</summary>
    public Conversation Settled() => _recalled.IsEmpty ? this
        : new(this, Head, Newest, [.. _recalled.Where(IsUnderWay).TakeLast(MostRecalled)], Readers, UntilReply, IsOpen);

    /// <summary>The head alone: what is idle takes no room.</summary>
    public Conversation Close() => Newest.IsEmpty && _recalled.IsEmpty ? this : new(this, Head, [], [], [], UntilReply.IsDefaultOrEmpty ? UntilReply : default, isOpen: false);

    private ImmutableArray<ReadPosition> Seen(ConversationChange change)
    {
        var readers = change.Read is { } read ? Moved(Readers, read) : Readers;
        return change.Unread == UnreadStep.Nobody ? [.. readers.Select(reader => reader with { Back = false })] : readers;
    }

    private static ImmutableArray<ReadPosition> Moved(ImmutableArray<ReadPosition> readers, ReadPosition read)
    {
        for (var i = 0; i < readers.Length; i++)
        {
            if (readers[i].UserId == read.UserId)
            {
                return readers[i].InboundCount < read.InboundCount || readers[i].Back || read.Back ? readers.SetItem(i, read) : readers;
            }
        }

        return readers.Add(read);
    }

    private ImmutableArray<IEntry> Keep(IEntry entry)
    {
        if (Newest.IsEmpty)
        {
            return entry.Number > (Head?.LastNumber ?? 0) ? [entry] : Newest;
        }

        if (entry.Number > Newest[^1].Number)
        {
            return Newest.Length < Kept ? Newest.Add(entry) : [.. Newest.AsSpan()[1..], entry];
        }

        var place = entry.Number - Newest[0].Number;
        return place < 0 ? Newest : Newest.SetItem(place, entry);
    }

    private ImmutableArray<Message> Waiting(Message message)
    {
        if (UntilReply.IsDefault || (UntilReply.IsEmpty && !Later.EndsWithReply(message)))
        {
            return UntilReply;
        }

        var others = UntilReply.RemoveAll(other => other.Number == message.Number);
        return Later.EndsWithReply(message) ? others.Add(message) : others;
    }

    private ImmutableArray<IEntry> Replaced(IEntry entry)
    {
        for (var i = 0; i < _recalled.Length; i++)
        {
            if (_recalled[i].Number == entry.Number)
            {
                return _recalled.SetItem(i, entry);
            }
        }

        return _recalled;
    }

    private static bool IsUnderWay(IEntry entry) => entry switch
    {
        Message message => Delivery.IsUnderWay(message),
        Call call => !call.Status.IsOver(),
        _ => false,
    };

    private static Message? Own<T>(ImmutableArray<T> entries, Guid messageId)
        where T : IEntry
    {
        foreach (var entry in entries.AsSpan())
        {
            if (entry is Message { Direction: Direction.Outbound } message && message.Id == messageId)
            {
                return message;
            }
        }

        return null;
    }
}
