using System.Text.Json;
using Orleans.Storage;
using OrleansSms.Conversations;
using Xunit;

namespace OrleansSms.TestKit.Conversations;

/// <summary>What every store of conversations promises its grains: whole changes, one writer, no doubles.</summary>
public abstract class ConversationStoreContract
{
    private readonly string _line = StoredThread.NewLine();

    protected abstract ConversationPorts Ports { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_nothing_was_committed_there_is_nothing()
    {
        var id = new ConversationId(Guid.NewGuid());

        Assert.Null(await Ports.Stored(id));
        Assert.Empty(await Ports.Store.Page(id, int.MaxValue, 50, Cancellation));
        Assert.Null(await Ports.Store.Find(id, Guid.NewGuid(), Cancellation));
        Assert.Null(await Ports.Directory.FindOutbound(Guid.NewGuid(), Cancellation));
        Assert.Null(await Ports.Directory.FindBySid(StoredThread.NewSid(), Cancellation));
    }

    [Fact]
    public async Task A_change_comes_back_word_for_word_to_the_microsecond()
    {
        var thread = Thread();
        var draft = thread.Outbound("Grüße 👩‍👩‍👧 \"quoted\" {json} \\ \u0001 end", sendAt: StoredThread.Now.AddDays(1));
        var message = draft.Message! with
        {
            MessageSid = StoredThread.NewSid(),
            Status = DeliveryStatus.Undelivered,
            ErrorCode = 30003,
            ErrorMessage = "Not delivered",
            NumSegments = 3,
            Price = -0.02250m,
            PriceUnit = "USD",
            Media = [new("https://example.com/a?b=c&d=\"e\"", "image/png"), new("https://example.com/b", null)],
            DateSent = StoredThread.Now.AddTicks(10),
            DateUpdated = StoredThread.Now.AddTicks(20),
            Timeline = [new("sent", null, "SM1", StoredThread.Now.AddTicks(7), "today"), new("undelivered", 30003, null, StoredThread.Now, null)],
        };
        await thread.Commit(draft with { Message = message });

        var stored = (await Ports.Stored(thread.Id))!.Value;

        Assert.Equal(draft.Head, stored.Head);
        Same([message], stored.Newest);
    }

    [Fact]
    public async Task A_change_that_builds_on_another_head_is_refused_whole()
    {
        var thread = Thread();
        await thread.Commit(thread.Inbound());
        var (late, lateRead) = (thread.Outbound("too late"), thread.Read(Guid.NewGuid(), 1));
        await thread.Commit(thread.Inbound());

        await Assert.ThrowsAsync<InconsistentStateException>(() => Ports.Store.Commit([late], Cancellation));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Ports.Store.Commit([lateRead], Cancellation));

        await Untouched(thread);
        Assert.Null(await Ports.Directory.FindOutbound(late.Message!.Id, Cancellation));
        Assert.Null(await Ports.Outbox.Claim(_line, StoredThread.Now.AddDays(1), TimeSpan.FromMinutes(1), Cancellation));
        Assert.Equal(0, await Ports.ReadPosition(lateRead.Read!.UserId, thread.Id));
    }

    [Fact]
    public async Task A_change_to_what_is_not_there_is_refused()
    {
        var thread = Thread();
        var second = thread.Inbound() is var first ? first with { Head = first.Head with { Version = 2 } } : null;

        await Assert.ThrowsAsync<InconsistentStateException>(() => Ports.Store.Commit([second!], Cancellation));

        Assert.Null(await Ports.Stored(thread.Id));
        Assert.Null(await Ports.Directory.FindBySid(first.Message!.MessageSid!, Cancellation));
    }

    [Fact]
    public async Task An_inbound_text_that_is_stored_in_any_conversation_is_not_stored_again()
    {
        var (first, second) = (Thread(), Thread());
        await first.Commit(first.Inbound(sid: "SM-known-" + first.Id));
        await second.Commit(second.Inbound());

        Assert.False(await Ports.Store.Commit([second.Inbound(sid: "SM-known-" + first.Id)], Cancellation));
        Assert.False(await Ports.Store.Commit([first.Inbound(sid: "SM-known-" + first.Id)], Cancellation));

        await Untouched(first);
        await Untouched(second);
    }

    [Fact]
    public async Task A_draft_that_is_stored_in_any_conversation_is_not_stored_or_queued_again()
    {
        var (first, second) = (Thread(), Thread());
        var message = await first.Queue();

        Assert.False(await Ports.Store.Commit([second.Outbound(id: message.Id)], Cancellation));
        Assert.False(await Ports.Store.Commit([first.Outbound(id: message.Id)], Cancellation));

        await Untouched(first);
        Assert.Null(await Ports.Stored(second.Id));
        Assert.NotNull(await Ports.Outbox.Claim(_line, StoredThread.Now.AddDays(1), TimeSpan.FromDays(9), Cancellation));
        Assert.Null(await Ports.Outbox.Claim(_line, StoredThread.Now.AddDays(1), TimeSpan.FromDays(9), Cancellation));
    }

    [Fact]
    public async Task A_changed_message_keeps_what_identifies_it()
    {
        var thread = Thread();
        var message = await thread.Queue("as written");

        await thread.Commit(thread.Changed(message with { Body = "", MessageSid = "SM-" + message.Id, Status = DeliveryStatus.Sent, DateUpdated = StoredThread.Now.AddHours(1) }));

        var stored = await Ports.Store.Find(thread.Id, message.Id, Cancellation);
        Same([message with { MessageSid = "SM-" + message.Id, Status = DeliveryStatus.Sent, DateUpdated = StoredThread.Now.AddHours(1) }], [stored!]);
        Assert.Equal(new(thread.Id, message.Id), await Ports.Directory.FindBySid("SM-" + message.Id, Cancellation));
    }

    [Fact]
    public async Task A_message_is_found_in_its_own_conversation_and_by_its_id_anywhere()
    {
        var (thread, other) = (Thread(), Thread());
        var inbound = thread.Inbound();
        await thread.Commit(inbound);
        var message = await thread.Queue();

        Same([message], [(await Ports.Store.Find(thread.Id, message.Id, Cancellation))!]);
        Same([message], [(await Ports.Directory.FindOutbound(message.Id, Cancellation))!]);
        Assert.Null(await Ports.Store.Find(other.Id, message.Id, Cancellation));
        Assert.Null(await Ports.Store.Find(thread.Id, inbound.Message!.Id, Cancellation));
        Assert.Equal(new(thread.Id, inbound.Message.Id), await Ports.Directory.FindBySid(inbound.Message.MessageSid!, Cancellation));
    }

    [Fact]
    public async Task A_change_of_the_head_alone_is_a_change()
    {
        var thread = Thread();
        await thread.Commit(thread.Inbound());
        await thread.Commit(thread.Done());

        await Untouched(thread);
    }

    [Fact]
    public async Task A_read_position_never_goes_back()
    {
        var (thread, member) = (Thread(), Guid.NewGuid());
        await thread.Commit(thread.Inbound());
        await thread.Commit(thread.Read(member, 7));
        await thread.Commit(thread.Read(member, 3));

        Assert.Equal(7, await Ports.ReadPosition(member, thread.Id));
        Assert.Equal(0, await Ports.ReadPosition(Guid.NewGuid(), thread.Id));
    }

    private StoredThread Thread() => new(Ports.Store, _line);

    /// <summary>The store holds the head that was last accepted and a thread without gaps up to it.</summary>
    private async Task Untouched(StoredThread thread)
    {
        var stored = (await Ports.Stored(thread.Id))!.Value;
        Assert.Equal(thread.Head, stored.Head);
        Assert.Equal(Enumerable.Range(1, thread.Head!.LastNumber), stored.Newest.Select(message => message.Number));
    }

    private static void Same(IEnumerable<IEntry> expected, IEnumerable<IEntry> actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected.Cast<object>()), JsonSerializer.Serialize(actual.Cast<object>()));
}
