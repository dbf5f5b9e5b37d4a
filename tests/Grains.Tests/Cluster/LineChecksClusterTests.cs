using OrleansSms.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Cluster;

public sealed class LineChecksClusterTests(LookingSilos silos) : IClassFixture<LookingSilos>, IDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(1);

    private readonly string _line = StoredThread.NewLine();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_whose_answer_was_lost_is_found_at_the_carrier_and_posted_once()
    {
        var posts = Lose(executed: true);

        var message = await Send("lost and found");

        var found = await Shown(message, shown => shown.Status == DeliveryStatus.Sent);
        Assert.Equal((SidOf(message, 1), 1), (found.MessageSid, posts()));
    }

    [Fact]
    public async Task A_text_that_the_carrier_never_got_is_not_confirmed_and_goes_out_when_it_is_sent_again()
    {
        var posts = Lose(executed: false);
        var message = await Send("never arrived");
        await Shown(message, shown => shown.IsNotConfirmed);
        var pressed = new TaskCompletionSource();
        silos.Carrier.Answer = async item =>
        {
            await pressed.Task;
            return await FakeCarrier.Takes(item);
        };

        var again = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => silos.Conversation(message.ConversationId, i).SendAgain(message.Id, Cancellation)));

        pressed.SetResult();
        Assert.All(again, sent => Assert.Equal((message.Id, message.Number), (sent!.Id, sent.Number)));
        var accepted = await Shown(message, shown => shown.Status == DeliveryStatus.Accepted);
        Assert.Equal(
            ["in_doubt/1", "not_confirmed/1", "sent_again/1", "queued/2"],
            accepted.Timeline.Select(entry => $"{entry.Word}/{entry.Attempt}"));
        Assert.Equal(1, posts());
        Assert.Null(await silos.Conversation(message.ConversationId).SendAgain(Guid.NewGuid(), Cancellation));
    }

    [Fact]
    public async Task A_list_that_hangs_and_one_that_cannot_be_stored_hold_up_neither_sending_nor_the_others()
    {
        Lose(executed: true);
        var (unblocked, isBroken, contact) = (new TaskCompletionSource(), true, StoredThread.NewLine());
        silos.Archive.BeforeList = (query, cancellation) => query.To == contact ? unblocked.Task.WaitAsync(cancellation) : Task.CompletedTask;
        silos.Store.BeforeCommit = change =>
            isBroken && change.Message is { Body: "broken", MessageSid: not null } ? throw new TimeoutException() : Task.CompletedTask;
        var (hanging, broken) = (await Send("hangs", contact), await Send("broken"));

        var other = await Send("another");
        await Shown(other, shown => shown.Status == DeliveryStatus.Sent);
        silos.Carrier.Answer = FakeCarrier.Takes;
        await Shown(await Send("goes out"), shown => shown.Status == DeliveryStatus.Accepted);

        isBroken = false;
        unblocked.SetResult();
        await Shown(hanging, shown => shown.Status == DeliveryStatus.Sent);
        await Shown(broken, shown => shown.Status == DeliveryStatus.Sent);
    }

    [Fact]
    public async Task What_another_silo_left_in_doubt_is_found_by_the_clock()
    {
        var thread = new StoredThread(silos.Store, _line);
        var message = await thread.Queue("left behind");
        await silos.Store.Outbox.Claim(_line, StoredThread.Now, TimeSpan.FromMinutes(3), Cancellation);
        await thread.Commit(thread.Changed(
            message with { Status = DeliveryStatus.InDoubt, DateUpdated = TimeProvider.System.GetUtcNow().AddHours(-1) }, OutboxStep.Doubt));
        Record(message, attempt: 1, StoredThread.Now);

        await silos.Clock.Start();

        await Shown(message, shown => shown.Status == DeliveryStatus.Sent);
    }

    [Fact]
    public async Task A_late_callback_of_the_first_attempt_and_the_second_one_are_both_kept_and_told()
    {
        Lose(executed: false);
        var message = await Send("twice after all");
        await Shown(message, shown => shown.IsNotConfirmed);
        silos.Carrier.Answer = FakeCarrier.Takes;
        await silos.Conversation(message.ConversationId).SendAgain(message.Id, Cancellation);
        await Shown(message, shown => shown.Status == DeliveryStatus.Accepted);

        await silos.Conversation(message.ConversationId).Report(new(message.Id, "delivered", SidOf(message, 1), Attempt: 1), Cancellation);

        var both = await Shown(message, shown => shown.Status == DeliveryStatus.Delivered);
        Assert.Equal([SidOf(message, 1)], both.OtherSids);
        Assert.Equal(new(message.ConversationId, message.Id), await silos.Store.FindBySid(SidOf(message, 1), Cancellation));
    }

    public void Dispose()
    {
        silos.Carrier.Answer = FakeCarrier.Takes;
        silos.Archive.BeforeList = (_, _) => Task.CompletedTask;
        silos.Store.BeforeCommit = _ => Task.CompletedTask;
    }

    /// <summary>The carrier's answers are lost from now on.</summary>
    /// <returns>How many posts there were.</returns>
    private Func<int> Lose(bool executed)
    {
        var posts = 0;
        silos.Carrier.Answer = async item =>
        {
            Interlocked.Increment(ref posts);
            if (executed)
            {
                Record((await silos.Store.FindOutbound(item.MessageId, Cancellation))!, item.Attempt, TimeProvider.System.GetUtcNow());
            }

            return new CarrierAnswer.Unknown("reset");
        };
        return () => posts;
    }

    private void Record(Message message, int attempt, DateTimeOffset created) => silos.Archive.Keep(
        Some.Record(1, message.Body, created) with { MessageSid = SidOf(message, attempt), From = message.From, To = message.To });

    private static string SidOf(Message message, int attempt) => $"SM{attempt:x8}{message.Id.ToString("N")[8..]}";

    private async Task<Message> Send(string body, string? contact = null) => (await silos.Conversation(new(Guid.NewGuid()))
        .Send(Some.Draft(body, line: _line, contact: contact ?? StoredThread.NewLine()), Cancellation)).Message;

    /// <summary>Goes on when the store has the message so.</summary>
    private async Task<Message> Shown(Message message, Func<Message, bool> isSo)
    {
        var shown = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
        silos.Store.AfterCommit += change =>
        {
            if (change.Message is { } changed && changed.Id == message.Id && isSo(changed))
            {
                shown.TrySetResult(changed);
            }

            return Task.CompletedTask;
        };
        return await silos.Store.FindOutbound(message.Id, Cancellation) is { } stored && isSo(stored) ? stored : await shown.Task.WaitAsync(LongEnough, Cancellation);
    }
}
