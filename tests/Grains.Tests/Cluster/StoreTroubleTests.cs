using OrleansSms.Conversations;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Cluster;

public sealed class StoreTroubleTests(TestSilos silos) : IClassFixture<TestSilos>, IDisposable
{
    private readonly ConversationId _id = new(Guid.NewGuid());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IConversationGrain Grain => silos.Conversation(_id);

    [Fact]
    public async Task A_writer_behind_the_grains_back_wins_and_the_grain_decides_again_on_what_it_wrote()
    {
        await Grain.Receive(Text(1), Cancellation);
        await WriteBehindItsBack(Text(2));

        await Grain.Receive(Text(3), Cancellation);

        Assert.Equal([1, 2, 3], await Numbers());
        Assert.Equal([1, 2, 3], (await silos.Store.Page(_id, int.MaxValue, 50, Cancellation)).Select(message => message.Number));
    }

    [Fact]
    public async Task A_text_that_another_activation_took_is_not_taken_again()
    {
        await Grain.Receive(Text(1), Cancellation);
        await WriteBehindItsBack(Text(2));

        await Grain.Receive(Text(2), Cancellation);
        await Grain.Receive(Text(3), Cancellation);

        Assert.Equal([1, 2, 3], await Numbers());
    }

    [Fact]
    public async Task A_report_that_loses_a_race_is_folded_into_what_the_winner_wrote()
    {
        // For later, so that the line has nothing to say to it meanwhile.
        var sent = await Grain.Send(Some.Draft(sendAt: TimeProvider.System.GetUtcNow().AddHours(1)), Cancellation);
        var stored = (await silos.Store.Find(_id, sent.Message.Id, Cancellation))!;
        var head = (await silos.Store.Load(_id, Cancellation))!;
        await silos.Store.Commit([new(head with { Version = head.Version + 1 }, stored with
        {
            Status = DeliveryStatus.Sent,
            Timeline = [new("sent", null, "SM-race", Some.Now, null)],
        }, OutboxStep.None, null)], Cancellation);

        await Grain.Report(new(sent.Message.Id, "delivered", "SM-race"), Cancellation);

        var message = (await silos.Store.Find(_id, sent.Message.Id, Cancellation))!;
        Assert.Equal(DeliveryStatus.Delivered, message.Status);
        Assert.Superset(new HashSet<string> { "sent", "delivered" }, message.Timeline.Select(entry => entry.Word).ToHashSet());
    }

    [Fact]
    public async Task A_commit_that_fails_reaches_the_caller_and_the_next_call_works()
    {
        await Grain.Receive(Text(1), Cancellation);
        silos.Store.BeforeCommit = Once(() => throw new TimeoutException("The database is away."));

        await Assert.ThrowsAsync<TimeoutException>(() => Grain.Receive(Text(2), Cancellation));
        await Grain.Receive(Text(2), Cancellation);

        Assert.Equal([1, 2], await Numbers());
    }

    // The outbox clock would wake the line in a minute: before that it is the retry that did.
    [Fact(Timeout = 40_000)]
    public async Task A_commit_that_was_written_and_then_failed_is_not_doubled_by_the_retry()
    {
        await Grain.Receive(Text(1), Cancellation);
        silos.Store.AfterCommit = Once(() => throw new TimeoutException("The answer was lost."));
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.Receive(Text(2), Cancellation));
        await Grain.Receive(Text(2), Cancellation);

        var draft = Some.Draft();
        silos.Store.AfterCommit = Once(() => throw new TimeoutException("The answer was lost."));
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.Send(draft, Cancellation));
        var taken = await Grain.Send(draft, Cancellation);

        Assert.Equal((false, 3), (taken.Created, taken.Message.Number));
        Assert.Equal([1, 2, 3], await Numbers());
        while ((await silos.Carrier.Given.ReadAsync(TestContext.Current.CancellationToken)).MessageId != draft.MessageId)
        {
        }
    }

    [Fact]
    public async Task A_reader_does_not_wait_for_a_slow_commit_and_sees_what_was_committed_before()
    {
        await Grain.Receive(Text(1), Cancellation);
        var (reached, open) = (new TaskCompletionSource(), new TaskCompletionSource());
        silos.Store.BeforeCommit = Once(() =>
        {
            reached.SetResult();
            return open.Task;
        });

        var receiving = Grain.Receive(Text(2), Cancellation);
        await reached.Task;
        Assert.Equal([1], await Numbers());
        open.SetResult();
        await receiving;

        Assert.Equal([1, 2], await Numbers());
    }

    public void Dispose()
    {
        silos.Store.BeforeCommit = _ => Task.CompletedTask;
        silos.Store.AfterCommit = _ => Task.CompletedTask;
    }

    /// <summary>Trouble for the next commit of this conversation alone.</summary>
    private Func<ConversationChange, Task> Once(Func<Task> trouble)
    {
        var left = 1;
        return change => change.Head.Id == _id && Interlocked.Exchange(ref left, 0) == 1 ? trouble() : Task.CompletedTask;
    }

    private async Task WriteBehindItsBack(InboundSms sms)
    {
        var other = new Grains.Conversations.Conversation((await silos.Store.Load(_id, Cancellation))!);
        Assert.True(await silos.Store.Commit([other.Receive(sms, Some.Now)!], Cancellation));
    }

    private async Task<IEnumerable<int>> Numbers() => (await Grain.Page(null, 50, Cancellation))!.Messages.Select(message => message.Number);

    private InboundSms Text(int number) => Some.Text(number) with { MessageSid = $"SM-{_id}-{number}" };
}
