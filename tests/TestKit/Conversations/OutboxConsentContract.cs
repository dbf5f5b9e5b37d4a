using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using Xunit;

namespace OrleansSms.TestKit.Conversations;

/// <summary>What every outbox promises a contact who opted out.</summary>
public abstract class OutboxConsentContract
{
    private static readonly DateTimeOffset Now = StoredThread.Now;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private readonly string _line = StoredThread.NewLine();

    protected abstract ConversationPorts Ports { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_when_its_contact_opts_out_is_never_to_be_posted_and_spends_no_pace()
    {
        var (thread, other) = (Thread(), Thread());
        var (first, second) = (await thread.Queue("1"), await thread.Queue("2"));
        var third = await other.Queue("3");
        await thread.Commit(thread.Stop());

        var claim = await Claim(Now);
        Assert.Equal([third.Id], claim.Items.Where(item => !item.IsStopped).Select(item => item.MessageId));
        Assert.Equal([first.Id, second.Id], claim.Items.Where(item => item.IsStopped).Select(item => item.MessageId));
        Assert.Equal(1, claim.Owed);
        Assert.Empty((await Claim(Now.AddDays(9))).Items);
    }

    [Fact]
    public async Task Told_of_a_stop_it_takes_everything_out_at_once_also_what_was_for_later()
    {
        var thread = Thread();
        Message[] waiting = [await thread.Queue("1"), await thread.Queue("2"), await thread.Queue("3", sendAt: Now.AddDays(7))];
        await thread.Commit(thread.Stop());
        await Ports.Outbox.Stop(thread.Id, Now, Cancellation);

        var stopped = await Ports.Outbox.Abandoned(_line, Now, Cancellation);
        Assert.Equal(waiting.Select(message => message.Id).Order(), stopped.Select(item => item.MessageId).Order());
        Assert.All(stopped, item => Assert.True(item.IsStopped));
        Assert.Equal(Now, await Ports.Outbox.NextDue(_line, Cancellation));
        Assert.Contains(_line, await Ports.Outbox.LinesWithWork(Now, Cancellation));
        Assert.Empty((await Claim(Now.AddDays(9))).Items);
    }

    [Fact]
    public async Task A_start_revives_nothing_and_what_is_written_after_it_goes_out()
    {
        var thread = Thread();
        var before = await thread.Queue("before", sendAt: Now.AddHours(1));
        await thread.Commit(thread.Stop());
        await thread.Commit(thread.Start());
        var after = await thread.Queue("after");

        Assert.Equal([after.Id], (await Claim(Now)).Items.Select(item => item.MessageId));
        var due = Assert.Single((await Claim(Now.AddHours(1))).Items);
        Assert.Equal((before.Id, true), (due.MessageId, due.IsStopped));
    }

    [Fact]
    public async Task What_the_carrier_put_off_while_its_contact_opted_out_is_not_tried_again()
    {
        var thread = Thread();
        var message = await thread.Queue();
        await Claim(Now);
        await thread.Commit(thread.Stop());
        await Ports.Outbox.Stop(thread.Id, Now, Cancellation);
        Assert.Empty(await Ports.Outbox.Abandoned(_line, Now, Cancellation));

        await Ports.Outbox.PutBack(message.Id, Now.AddSeconds(5), Cancellation);

        var again = Assert.Single((await Claim(Now.AddSeconds(5))).Items);
        Assert.Equal((message.Id, true, 1), (again.MessageId, again.IsStopped, again.Attempt));
    }

    [Fact]
    public async Task What_was_stopped_is_told_until_it_has_left_and_holds_nobody()
    {
        var thread = Thread();
        var message = await thread.Queue();
        await thread.Commit(thread.Stop());
        await Ports.Outbox.Stop(thread.Id, Now, Cancellation);
        await thread.Commit(thread.Start());
        var next = await thread.Queue("next");

        Assert.Equal(next.Id, Assert.Single((await Claim(Now)).Items).MessageId);
        Assert.Single(await Ports.Outbox.Abandoned(_line, Now, Cancellation));
        await thread.Commit(thread.Changed(message with { Status = DeliveryStatus.Canceled }, OutboxStep.Leave));
        Assert.Empty(await Ports.Outbox.Abandoned(_line, Now, Cancellation));
    }

    private StoredThread Thread() => new(Ports.Store, _line);

    private Task<OutboxClaim> Claim(DateTimeOffset now) => Ports.Outbox.Claim(_line, new(now, Lease, Places: 10, new(1, 10)), Cancellation);
}
