using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using Xunit;

namespace OrleansSms.TestKit.Conversations;

/// <summary>What every outbox promises about a line's pace, whoever claims.</summary>
public abstract class OutboxPaceContract
{
    private static readonly DateTimeOffset Now = StoredThread.Now;

    private readonly string _line = StoredThread.NewLine();

    protected abstract ConversationPorts Ports { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_idle_line_sends_its_burst_and_then_at_its_pace()
    {
        await Queue(20);
        var pace = new LinePace(SegmentsPerSecond: 1, Burst: 4);

        Assert.Equal(5, await Sent(Now, pace)); // the last begins with the last of the credit
        Assert.Equal(0, await Sent(Now.AddSeconds(0.9), pace));
        Assert.Equal(1, await Sent(Now.AddSeconds(1), pace));
        Assert.Equal(3, await Sent(Now.AddSeconds(4), pace));
        Assert.Equal(5, await Sent(Now.AddSeconds(100), pace));
    }

    [Fact]
    public async Task A_long_text_costs_its_segments()
    {
        var pace = new LinePace(SegmentsPerSecond: 2, Burst: 2);
        await new StoredThread(Ports.Store, _line).Queue(segments: 10);
        await Queue(1);

        var claim = await Claim(Now, pace);
        Assert.Equal((1, 10.0), (claim.Items.Length, claim.Owed));
        Assert.Equal(TimeSpan.FromSeconds(4), pace.Wait(claim.Owed));
        Assert.Equal(0, await Sent(Now.AddSeconds(3.9), pace));
        Assert.Equal(1, await Sent(Now.AddSeconds(4), pace));
    }

    [Fact]
    public async Task Over_any_stretch_no_more_is_sent_than_pace_and_burst_allow_whoever_claims_and_however_much_at_once()
    {
        var pace = new LinePace(SegmentsPerSecond: 3, Burst: 5);
        for (var i = 0; i < 40; i++)
        {
            await new StoredThread(Ports.Store, _line).Queue(segments: (i * 7 % 4) + 1);
        }

        var (now, sent, left) = (Now, 0, 40);
        while (left > 0)
        {
            var claim = await Claim(now, pace, places: (left % 3) + 1);
            Assert.True(claim.Items.IsEmpty || sent + claim.Items.SkipLast(1).Sum(item => item.Segments) <= (3 * (now - Now).TotalSeconds) + 5 + 1e-3);
            sent += claim.Items.Sum(item => item.Segments);
            left -= claim.Items.Length;
            now += pace.Wait(claim.Owed) + TimeSpan.FromMilliseconds(left % 5);
        }
    }

    [Fact]
    public async Task A_faster_pace_pays_an_old_debt_faster()
    {
        await Queue(30);
        Assert.Equal(11, await Sent(Now, new(SegmentsPerSecond: 0.01, Burst: 10)));

        Assert.Equal(1, await Sent(Now.AddSeconds(1), new(SegmentsPerSecond: 1, Burst: 10)));
        Assert.Equal(18, await Sent(Now.AddSeconds(2), new(SegmentsPerSecond: 100, Burst: 100)));
    }

    [Fact]
    public async Task The_backlog_tells_who_waits_behind_how_much()
    {
        var pace = new LinePace(SegmentsPerSecond: 1, Burst: 4);
        var thread = new StoredThread(Ports.Store, _line);
        await thread.Queue(segments: 3, at: Now);
        await thread.Queue(segments: 2, at: Now.AddSeconds(1));
        await new StoredThread(Ports.Store, _line).Queue(segments: 1, at: Now.AddSeconds(2));
        await thread.Queue("later", sendAt: Now.AddHours(1));

        var backlog = await Ports.Outbox.Backlog(_line, pace, Now.AddSeconds(3), Cancellation);
        Assert.Equal(3, backlog.Texts);
        Assert.Equal<QueueMark>([new(Now, 3), new(Now.AddSeconds(1), 5), new(Now.AddSeconds(2), 6)], backlog.Marks);
        Assert.Equal(0, backlog.Owed);

        Assert.Equal(2, await Sent(Now.AddSeconds(3), pace));
        backlog = await Ports.Outbox.Backlog(_line, pace, Now.AddSeconds(4), Cancellation);
        Assert.Equal((1, 3.0), (backlog.Texts, backlog.Owed));
        Assert.Equal<QueueMark>([new(Now.AddSeconds(1), 2)], backlog.Marks);
    }

    [Fact]
    public async Task A_line_nobody_sent_from_has_no_backlog()
    {
        var backlog = await Ports.Outbox.Backlog(_line, StoredThread.NoPace, Now, Cancellation);

        Assert.Equal((0, 0.0, true), (backlog.Texts, backlog.Owed, backlog.Marks.IsEmpty));
    }

    private async Task Queue(int texts)
    {
        for (var i = 0; i < texts; i++)
        {
            await new StoredThread(Ports.Store, _line).Queue();
        }
    }

    private async Task<int> Sent(DateTimeOffset now, LinePace pace) => (await Claim(now, pace)).Items.Length;

    private Task<OutboxClaim> Claim(DateTimeOffset now, LinePace pace, int places = 50) =>
        Ports.Outbox.Claim(_line, new(now, TimeSpan.FromMinutes(3), places, pace), Cancellation);
}
