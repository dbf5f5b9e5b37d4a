using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using Xunit;

namespace OrleansSms.TestKit.Conversations;

/// <summary>What every outbox promises about when there is something to do.</summary>
public abstract class OutboxTimesContract
{
    private static readonly DateTimeOffset Now = StoredThread.Now;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private readonly string _line = StoredThread.NewLine();

    protected abstract ConversationPorts Ports { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_outbox_has_nothing_to_do()
    {
        Assert.Null(await NextDue());
        Assert.DoesNotContain(_line, await Ports.Outbox.LinesWithWork(Now.AddDays(9), Cancellation));
    }

    [Fact]
    public async Task What_waits_is_due_when_it_entered_or_when_it_was_asked_for()
    {
        var (first, second) = (Thread(), Thread());
        await first.Queue(sendAt: Now.AddHours(2));
        Assert.Equal(Now.AddHours(2), await NextDue());

        await second.Queue();
        Assert.Equal(Now, await NextDue());
    }

    [Fact]
    public async Task What_is_claimed_is_due_when_its_lease_runs_out_and_what_it_holds_is_not()
    {
        var thread = Thread();
        await thread.Queue("1");
        await thread.Queue("2");
        await Claim();

        Assert.Equal(Now + Lease, await NextDue());
    }

    [Fact]
    public async Task What_was_put_back_is_due_at_its_time()
    {
        var thread = Thread();
        var message = await thread.Queue("1");
        await thread.Queue("2");
        await Claim();
        await Ports.Outbox.PutBack(message.Id, 1, Now.AddSeconds(20), Cancellation);

        Assert.Equal(Now.AddSeconds(20), await NextDue());
    }

    [Fact]
    public async Task What_is_in_doubt_is_never_due()
    {
        var thread = Thread();
        var message = await thread.Queue();
        await Claim();
        await thread.Commit(thread.Changed(message, OutboxStep.Doubt));

        Assert.Null(await NextDue());
        Assert.DoesNotContain(_line, await Ports.Outbox.LinesWithWork(Now.AddDays(9), Cancellation));
    }

    [Fact]
    public async Task A_line_has_work_when_a_message_is_due_and_until_what_was_claimed_is_settled()
    {
        var thread = Thread();
        var message = await thread.Queue(sendAt: Now.AddHours(1));
        Assert.DoesNotContain(_line, await Ports.Outbox.LinesWithWork(Now.AddHours(1).AddMilliseconds(-1), Cancellation));
        Assert.Single(await Ports.Outbox.LinesWithWork(Now.AddHours(1), Cancellation), line => line == _line);

        // Its sender may be gone: nobody else would notice.
        await Claim(Now.AddHours(1));
        Assert.Contains(_line, await Ports.Outbox.LinesWithWork(Now.AddHours(1), Cancellation));
        await thread.Commit(thread.Changed(message, OutboxStep.Leave));
        Assert.DoesNotContain(_line, await Ports.Outbox.LinesWithWork(Now.AddDays(9), Cancellation));
    }

    [Fact]
    public async Task A_line_has_work_while_one_text_is_behind_another_whose_sender_may_be_gone()
    {
        var thread = Thread();
        await thread.Queue("1");
        await thread.Queue("2");
        await Claim();

        Assert.Contains(_line, await Ports.Outbox.LinesWithWork(Now, Cancellation));
    }

    private StoredThread Thread() => new(Ports.Store, _line);

    private Task<DateTimeOffset?> NextDue() => Ports.Outbox.NextDue(_line, Cancellation);

    private Task<OutboxClaim> Claim(DateTimeOffset? now = null) =>
        Ports.Outbox.Claim(_line, new(now ?? Now, Lease, Places: 10, StoredThread.NoPace), Cancellation);
}
