using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using Xunit;

namespace OrleansSms.TestKit.Conversations;

/// <summary>What every store promises of texts that are taken back or put off before they have left.</summary>
public abstract class OutboxLaterContract
{
    private static readonly DateTimeOffset Now = StoredThread.Now;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private readonly string _line = StoredThread.NewLine();

    protected abstract ConversationPorts Ports { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_taken_back_is_never_claimed_and_the_next_goes_in_its_place()
    {
        var thread = Thread();
        var (first, second) = (await thread.Queue("1"), await thread.Queue("2"));
        await thread.Commit(thread.Changed(first with { Status = DeliveryStatus.Canceled }, OutboxStep.Withdraw));

        Assert.Equal(second.Id, (await Claim(Now))!.MessageId);
        Assert.Null(await Claim(Now.AddDays(1)));
        Assert.Equal(DeliveryStatus.Canceled, (await Ports.Store.Find(thread.Id, first.Id, Cancellation))!.Status);
    }

    [Theory]
    [InlineData(OutboxStep.Withdraw)]
    [InlineData(OutboxStep.Move)]
    public async Task What_the_sender_has_taken_stays_as_it_was_with_the_whole_change(OutboxStep step)
    {
        var thread = Thread();
        var message = await thread.Queue("as written", sendAt: Now.AddSeconds(1));
        Assert.NotNull(await Claim(Now.AddSeconds(1)));

        var other = message with { Body = "other", Status = step == OutboxStep.Withdraw ? DeliveryStatus.Canceled : DeliveryStatus.Scheduled, SendAt = Now.AddDays(1) };
        await Assert.ThrowsAsync<TakenBySenderException>(() => thread.Commit(thread.Changed(other, step)));

        Assert.Equal((message.Body, message.Status, message.SendAt), await Stored(thread, message));
        Assert.Equal(thread.Head, await Ports.Store.Load(thread.Id, Cancellation));
    }

    [Fact]
    public async Task What_was_taken_back_before_cannot_be_taken_back_or_moved_again()
    {
        var thread = Thread();
        var message = await thread.Queue(sendAt: Now.AddDays(1));
        var canceled = message with { Status = DeliveryStatus.Canceled };
        await thread.Commit(thread.Changed(canceled, OutboxStep.Withdraw));

        await Assert.ThrowsAsync<TakenBySenderException>(() => thread.Commit(thread.Changed(canceled, OutboxStep.Withdraw)));
        await Assert.ThrowsAsync<TakenBySenderException>(() => thread.Commit(thread.Changed(message, OutboxStep.Move)));
    }

    [Fact]
    public async Task What_is_put_off_has_its_new_words_and_waits_for_its_new_time()
    {
        var thread = Thread();
        var message = await thread.Queue("as written", sendAt: Now.AddHours(1));
        var moved = message with { Body = "better", NumSegments = 3, SendAt = Now.AddHours(2), CancelOnReply = true };
        await thread.Commit(thread.Changed(moved, OutboxStep.Move));

        Assert.Equal(("better", DeliveryStatus.Scheduled, Now.AddHours(2)), await Stored(thread, message));
        Assert.Equal(Now.AddHours(2), await Ports.Outbox.NextDue(_line, Cancellation));
        Assert.Null(await Claim(Now.AddHours(1)));
        var item = (await Claim(Now.AddHours(2)))!;
        Assert.Equal((message.Id, "better", 3), (item.MessageId, item.Body, item.Segments));
    }

    [Fact]
    public async Task Putting_off_what_is_due_lets_those_behind_it_go()
    {
        var thread = Thread();
        var first = await thread.Queue("1", sendAt: Now.AddHours(1));
        var second = await thread.Queue("2", at: Now.AddHours(1));
        var third = await thread.Queue("3", at: Now.AddHours(1));
        Assert.Equal(first.Id, (await Claim(Now.AddHours(1)))!.MessageId);
        await Ports.Outbox.PutBack(first.Id, 1, Now.AddHours(1).AddMinutes(1), Cancellation);
        Assert.Null(await Claim(Now.AddHours(1)));
        await thread.Commit(thread.Changed(first with { SendAt = Now.AddDays(1) }, OutboxStep.Move));

        Assert.Equal(second.Id, (await Claim(Now.AddHours(2)))!.MessageId);
        await thread.Commit(thread.Changed(second with { Status = DeliveryStatus.Accepted }, OutboxStep.Leave));
        Assert.Equal(third.Id, (await Claim(Now.AddHours(2)))!.MessageId);
        Assert.Null(await Claim(Now.AddHours(3)));
    }

    [Fact]
    public async Task What_is_held_for_a_moment_is_not_claimed_before_it_and_holds_what_is_written_after_it()
    {
        var thread = Thread();
        var change = thread.Outbound("held");
        var held = change.Message! with { HeldUntil = Now.AddSeconds(5) };
        await thread.Commit(change with { Message = held });
        await thread.Queue("after");

        Assert.Null(await Claim(Now.AddSeconds(4)));
        Assert.Equal(held.Id, (await Claim(Now.AddSeconds(5)))!.MessageId);
        Assert.Equal(Now.AddSeconds(5), (await Ports.Store.Find(thread.Id, held.Id, Cancellation))!.HeldUntil);
    }

    [Fact]
    public async Task What_a_reply_ends_is_found_as_long_as_it_waits()
    {
        var thread = Thread();
        var first = await Until(thread, Now.AddHours(1));
        var second = await Until(thread, Now.AddHours(2));
        await thread.Queue(sendAt: Now.AddHours(3));
        Assert.Equal([first.Id, second.Id], await UntilReply(thread));

        Assert.Equal(first.Id, (await Claim(Now.AddHours(1)))!.MessageId);
        Assert.Equal([second.Id], await UntilReply(thread));
        await thread.Commit(thread.Changed(second with { Status = DeliveryStatus.Canceled }, OutboxStep.Withdraw));
        Assert.Empty(await UntilReply(thread));
    }

    [Fact]
    public async Task Written_and_taken_back_within_one_commit_it_is_never_claimed()
    {
        var thread = Thread();
        var queued = thread.Outbound("1", sendAt: Now.AddHours(1));
        Assert.True(await Ports.Store.Commit([queued, After(queued, OutboxStep.Withdraw, queued.Message! with { Status = DeliveryStatus.Canceled })], Cancellation));
        var other = Thread();
        var first = other.Outbound("2", sendAt: Now.AddHours(1));
        Assert.True(await Ports.Store.Commit([first, After(first, OutboxStep.Move, first.Message! with { SendAt = Now.AddHours(2) })], Cancellation));

        Assert.Null(await Claim(Now.AddHours(1)));
        Assert.Equal(first.Message!.Id, (await Claim(Now.AddHours(2)))!.MessageId);
        Assert.Null(await Claim(Now.AddHours(9)));
    }

    private static ConversationChange After(ConversationChange change, OutboxStep step, Message message) =>
        new(change.Head with { Version = change.Head.Version + 1 }, message, step, null);

    private static async Task<Message> Until(StoredThread thread, DateTimeOffset sendAt)
    {
        var change = thread.Outbound(sendAt: sendAt);
        var message = change.Message! with { CancelOnReply = true };
        await thread.Commit(change with { Message = message });
        return message;
    }

    private async Task<IEnumerable<Guid>> UntilReply(StoredThread thread) => (await Ports.Store.UntilReply(thread.Id, Cancellation)).Select(message => message.Id);

    private async Task<(string, DeliveryStatus, DateTimeOffset?)> Stored(StoredThread thread, Message message) =>
        await Ports.Store.Find(thread.Id, message.Id, Cancellation) is { } stored ? (stored.Body, stored.Status, stored.SendAt) : default;

    private Task<OutboxItem?> Claim(DateTimeOffset now) => Ports.Outbox.Claim(_line, now, Lease, Cancellation);

    private StoredThread Thread() => new(Ports.Store, _line);
}
