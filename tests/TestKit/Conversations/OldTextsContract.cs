using System.Collections.Immutable;
using Orleans.Storage;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using Xunit;

namespace OrleansSms.TestKit.Conversations;

/// <summary>What every store promises of texts whose time is over.</summary>
public abstract class OldTextsContract
{
    private static readonly DateTimeOffset LongAgo = StoredThread.Now.AddDays(-40);
    private static readonly DateTimeOffset Before = StoredThread.Now.AddDays(-30);

    private readonly string _line = StoredThread.NewLine();

    protected abstract ConversationPorts Ports { get; }

    protected abstract IOldTexts Texts { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_and_media_go_and_all_else_stays()
    {
        var thread = new StoredThread(Ports.Store, _line);
        var picture = thread.Inbound("look at this");
        await thread.Commit(picture with { Message = picture.Message! with { Media = [new("https://example.com/1", "image/png")], NumSegments = 3, Price = -0.04m, PriceUnit = "USD" } });
        var note = thread.Note("he is angry", mentions: [Guid.NewGuid()]);
        await thread.Commit(note);
        await thread.Commit(thread.Inbound("kept"));
        var (message, aside) = (await Message(thread, 1), await Note(thread, 2));

        await thread.Commit(Deleting(thread, 1, 2));

        Assert.Equal(Like(message with { Body = "", Media = [], BodyDeletedAt = StoredThread.Now }), Like(await Message(thread, 1)));
        Assert.Empty((await Message(thread, 1)).Media);
        Assert.Equal(aside with { Body = "", BodyDeletedAt = StoredThread.Now, Mentions = [] }, await Note(thread, 2) with { Mentions = [] });
        Assert.Equal(note.Aside!.Mentions, (await Note(thread, 2)).Mentions);
        Assert.Equal(("kept", null), ((await Message(thread, 3)).Body, (await Message(thread, 3)).BodyDeletedAt));
        Assert.Equal(thread.Head, await Ports.Store.Load(thread.Id, Cancellation));
        Assert.Equal(2, thread.Head!.TextsDeletedThrough);
        Assert.Equal("", (await Ports.Store.FindNote(thread.Id, note.Aside!.Id, Cancellation))!.Body);
    }

    [Fact]
    public async Task On_a_head_that_moved_nothing_is_deleted()
    {
        var thread = new StoredThread(Ports.Store, _line);
        await thread.Commit(thread.Inbound("hello"));
        var late = Deleting(thread, 1);
        await thread.Commit(thread.Inbound("and more"));

        await Assert.ThrowsAsync<InconsistentStateException>(() => Ports.Store.Commit([late], Cancellation));

        Assert.Equal("hello", (await Message(thread, 1)).Body);
        Assert.Equal(thread.Head, await Ports.Store.Load(thread.Id, Cancellation));
    }

    [Fact]
    public async Task What_is_told_of_a_text_later_brings_no_word_back()
    {
        var thread = new StoredThread(Ports.Store, _line);
        var message = await thread.Queue("see you at 5");
        await thread.Commit(thread.Changed(message with { Status = DeliveryStatus.Sent }, OutboxStep.Leave));
        await thread.Commit(Deleting(thread, 1));

        await thread.Commit(thread.Changed(message with { Status = DeliveryStatus.Delivered }));

        var stored = await Message(thread, 1);
        Assert.Equal((DeliveryStatus.Delivered, "", StoredThread.Now), (stored.Status, stored.Body, stored.BodyDeletedAt));
    }

    [Fact]
    public async Task A_text_that_was_deleted_is_still_known_by_its_sid_and_its_id()
    {
        var thread = new StoredThread(Ports.Store, _line);
        var (sid, draft) = (StoredThread.NewSid(), Guid.NewGuid());
        await thread.Commit(thread.Inbound(sid: sid));
        await thread.Commit(thread.Outbound(id: draft));
        await thread.Commit(Deleting(thread, 1, 2));

        Assert.False(await thread.Commit(thread.Inbound(sid: sid)));
        Assert.False(await thread.Commit(thread.Outbound(id: draft)));
    }

    [Fact]
    public async Task Entries_are_found_by_their_numbers_in_their_own_thread()
    {
        var (thread, other) = (new StoredThread(Ports.Store, _line), new StoredThread(Ports.Store, _line));
        foreach (var talk in (StoredThread[])[thread, other])
        {
            await talk.Commit(talk.Inbound("one"));
            await talk.Commit(talk.Note("two"));
            await talk.Commit(talk.Inbound("three"));
        }

        var found = await Ports.Store.Entries(thread.Id, [3, 2, 9], Cancellation);

        Assert.Equal([(thread.Id, 2), (thread.Id, 3)], found.Select(entry => (entry.ConversationId, entry.Number)).OrderBy(one => one.Number));
    }

    [Fact]
    public async Task Old_texts_and_notes_are_found_until_they_are_deleted()
    {
        var thread = new StoredThread(Ports.Store, _line);
        await thread.Commit(At(thread.Inbound("old"), LongAgo));
        await thread.Commit(At(thread.Note("old too"), LongAgo.AddDays(1)));
        await thread.Commit(At(thread.Inbound("young"), Before));
        await thread.Commit(At(thread.Note("young too"), Before));

        Assert.Equal([(1, LongAgo), (2, LongAgo.AddDays(1))], await Found(thread, 100));

        await thread.Commit(Deleting(thread, 1));
        Assert.Equal([2], (await Found(thread, 100)).Select(one => one.Number));
        await thread.Commit(Deleting(thread, 2));
        Assert.Empty(await Found(thread, 100));
    }

    [Fact]
    public async Task Pages_have_each_once()
    {
        var thread = new StoredThread(Ports.Store, _line);
        for (var i = 0; i < 7; i++)
        {
            await thread.Commit(At(thread.Inbound(), LongAgo.AddSeconds(i / 3)));
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], (await Found(thread, 2)).Select(one => one.Number).Order());
    }

    [Theory]
    [InlineData(DeliveryStatus.Scheduled, false)]
    [InlineData(DeliveryStatus.Queued, false)]
    [InlineData(DeliveryStatus.InDoubt, false)]
    [InlineData(DeliveryStatus.Accepted, true)]
    [InlineData(DeliveryStatus.Canceled, true)]
    [InlineData(DeliveryStatus.Failed, true)]
    [InlineData(DeliveryStatus.Delivered, true)]
    public async Task What_waits_or_is_in_doubt_is_not_found(DeliveryStatus status, bool isFound)
    {
        var thread = new StoredThread(Ports.Store, _line);
        var change = At(thread.Outbound(), LongAgo);
        await thread.Commit(change with { Message = change.Message! with { Status = status } });

        Assert.Equal(isFound, (await Found(thread, 100)).Length == 1);
    }

    [Fact]
    public async Task A_text_counts_from_when_it_went_out_or_was_found()
    {
        var thread = new StoredThread(Ports.Store, _line);
        var later = At(thread.Outbound(), LongAgo);
        await thread.Commit(later with { Message = later.Message! with { Status = DeliveryStatus.Sent, SendAt = Before } });
        var found = At(thread.Inbound(), LongAgo);
        await thread.Commit(found with { Message = found.Message! with { DateSent = Before, Recovered = true } });

        Assert.Empty(await Found(thread, 100));
    }

    /// <summary>The store is looked at as it is once all that follows from its commits was done.</summary>
    protected abstract Task Settle();

    private static ConversationChange At(ConversationChange change, DateTimeOffset at) => change with
    {
        Message = change.Message is null ? null : change.Message with { DateCreated = at, DateSent = change.Message.DateSent is null ? null : at },
        Aside = change.Aside is null ? null : change.Aside with { DateCreated = at },
    };

    private static ConversationChange Deleting(StoredThread thread, params ImmutableArray<int> numbers)
    {
        var head = thread.Head!;
        return new(head with
        {
            Version = head.Version + 1,
            Preview = numbers.Contains(head.PreviewNumber) ? "" : head.Preview,
            TextsDeletedThrough = numbers.Max(),
        }, null, OutboxStep.None, Read: null, Deleted: new(numbers, StoredThread.Now));
    }

    private static Message Like(Message message) => message with { Media = [], Timeline = [] };

    private async Task<Message> Message(StoredThread thread, int number) => (Message)(await Ports.Store.Entries(thread.Id, [number], Cancellation)).Single();

    private async Task<Aside> Note(StoredThread thread, int number) => (Aside)(await Ports.Store.Entries(thread.Id, [number], Cancellation)).Single();

    /// <summary>Those of a thread, page by page.</summary>
    private async Task<ImmutableArray<(int Number, DateTimeOffset At)>> Found(StoredThread thread, int limit)
    {
        await Settle();
        var all = new List<OldText>();
        for (OldText? last = null; await Texts.Find(Before, last, limit, Cancellation) is { Length: > 0 } page; last = page[^1])
        {
            all.AddRange(page);
        }

        return [.. all.Where(text => text.ConversationId == thread.Id).Select(text => (text.Number, text.At))];
    }
}
