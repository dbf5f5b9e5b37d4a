using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;
using Xunit;

namespace OrleansSms.TestKit.Sweeps;

/// <summary>What every store promises the sweeps: a page is there whole or not at all, and nothing is there twice.</summary>
public abstract class SweepStoreContract
{
    private static readonly DateTimeOffset Now = StoredThread.Now;

    private readonly string _line = StoredThread.NewLine();

    protected abstract SweepPorts Ports { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_progress_is_read_as_it_was_saved()
    {
        await Ports.AddLine(_line);
        var progress = new SweepProgress(_line, SweepPass.Prices)
        {
            Floor = Now.AddDays(-3), Watermark = Now.AddHours(-1), DeepAt = Now.AddHours(-2), Window = new(Now.AddHours(-7), Now, ByDate: true),
            Cursor = "/2010?Page=3", IsListed = true, Pages = 3, Found = 4, Recovered = 5, RecoveredTotal = 6_000_000_000, Elsewhere = 7,
            StartedAt = Now, FinishedAt = Now.AddMinutes(-5), NextAt = Now.AddMinutes(5), Faults = 2, Fault = "no answer",
        };

        await Ports.Sweeps.Save(progress, [], Cancellation);

        Assert.Equal(progress, await Ports.Sweeps.Load(_line, SweepPass.Prices, Cancellation));
        Assert.Equal(new(_line, SweepPass.Inbound), await Ports.Sweeps.Load(_line, SweepPass.Inbound, Cancellation));
        var later = progress with { Window = null, Cursor = null, Fault = null, NextAt = null };
        await Ports.Sweeps.Save(later, [], Cancellation);
        Assert.Equal(later, await Ports.Sweeps.Load(_line, SweepPass.Prices, Cancellation));
    }

    [Fact]
    public async Task A_line_is_due_until_every_pass_has_its_next_time()
    {
        await Ports.AddLine(_line);
        foreach (var pass in Enum.GetValues<SweepPass>())
        {
            Assert.Contains(_line, await Ports.Sweeps.DueLines(Now, Cancellation));
            await Ports.Sweeps.Save(new(_line, pass) { NextAt = Now.AddMinutes(5) }, [], Cancellation);
        }

        Assert.DoesNotContain(_line, await Ports.Sweeps.DueLines(Now, Cancellation));
        Assert.Contains(_line, await Ports.Sweeps.DueLines(Now.AddMinutes(5), Cancellation));
    }

    [Fact]
    public async Task Who_is_in_a_hurry_makes_it_due_and_holds_up_nothing_that_is_due_already()
    {
        await Ports.AddLine(_line);
        foreach (var pass in Enum.GetValues<SweepPass>())
        {
            await Ports.Sweeps.Save(new(_line, pass) { NextAt = pass == SweepPass.Statuses ? Now.AddMinutes(-1) : Now.AddMinutes(5) }, [], Cancellation);
        }

        await Ports.Sweeps.Hurry(SweepPass.Inbound, Now, Cancellation);
        Assert.Equal([Now, Now.AddMinutes(-1), Now.AddMinutes(5), Now.AddMinutes(5)], await Next());
        await Ports.Sweeps.Hurry(_line, Now, Cancellation);
        Assert.Equal([Now, Now.AddMinutes(-1), Now, Now], await Next());

        async Task<List<DateTimeOffset?>> Next()
        {
            var next = new List<DateTimeOffset?>();
            foreach (var pass in Enum.GetValues<SweepPass>())
            {
                next.Add((await Ports.Sweeps.Load(_line, pass, Cancellation)).NextAt);
            }

            return next;
        }
    }

    [Fact]
    public async Task Finds_come_oldest_first_and_each_once_however_often_they_were_saved()
    {
        await Ports.AddLine(_line);
        var (third, first, second, fourth) = (Find(20), Find(10), Find(15), Find(20) with { Place = 1 });
        await Ports.Sweeps.Save(new(_line, SweepPass.Inbound), [third, first], Cancellation);
        await Ports.Sweeps.Save(new(_line, SweepPass.Inbound), [first with { Body = "again" }, second, fourth], Cancellation);

        var page = await Ports.Sweeps.Finds(_line, null, 2, Cancellation);
        Assert.Equal([first, second], page);
        Assert.Equal([third, fourth], await Ports.Sweeps.Finds(_line, page[^1], 10, Cancellation));
        Assert.Empty(await Ports.Sweeps.Finds(_line, fourth, 10, Cancellation));
        Assert.Empty(await Ports.Sweeps.Finds(StoredThread.NewLine(), null, 10, Cancellation));
    }

    [Fact]
    public async Task What_was_taken_is_gone_and_only_what_the_sweep_brought_is_counted()
    {
        await Ports.AddLine(_line);
        var thread = new StoredThread(Ports.Conversations, _line);
        var (brought, came, lost) = (Find(1), Find(2), Find(3));
        await Ports.Sweeps.Save(new(_line, SweepPass.Inbound), [brought, came, lost], Cancellation);
        var recovered = thread.Inbound(sid: brought.MessageSid);
        await thread.Commit(recovered with { Message = recovered.Message! with { Recovered = true } });
        await thread.Commit(thread.Inbound(sid: came.MessageSid));

        Assert.Equal(1, await Ports.Sweeps.Took([brought.MessageSid, came.MessageSid], Cancellation));
        Assert.Equal(0, await Ports.Sweeps.Took([brought.MessageSid, came.MessageSid], Cancellation));
        Assert.Equal([lost], await Ports.Sweeps.Finds(_line, null, 10, Cancellation));
    }

    [Fact]
    public async Task Of_the_carriers_names_those_are_told_that_we_know_with_what_we_have()
    {
        var thread = new StoredThread(Ports.Conversations, _line);
        var inbound = thread.Inbound();
        await thread.Commit(inbound);
        var sent = await thread.Queue();
        var priced = sent with { MessageSid = StoredThread.NewSid(), Price = -0.0079m, Status = DeliveryStatus.Delivered };
        await thread.Commit(thread.Changed(priced, OutboxStep.Leave));

        var known = await Ports.Sweeps.Known([StoredThread.NewSid(), inbound.Message!.MessageSid!, priced.MessageSid], Cancellation);

        Assert.Equal(
            [
                new(inbound.Message.MessageSid!, thread.Id, inbound.Message.Id, 1, Direction.Inbound, HasPrice: false),
                new(priced.MessageSid, thread.Id, sent.Id, 2, Direction.Outbound, HasPrice: true),
            ],
            known.OrderBy(message => message.Number));
        Assert.Empty(await Ports.Sweeps.Known([], Cancellation));
    }

    [Fact]
    public async Task An_owner_sees_the_passes_of_the_lines_and_nobody_else_does()
    {
        var owner = await Ports.AddLine(_line);
        await Ports.Sweeps.Save(new(_line, SweepPass.Inbound) { Pages = 3 }, [], Cancellation);

        Assert.True(await Ports.Sweeps.IsOwner(owner, Cancellation));
        Assert.Equal(3, Assert.Single(Assert.Single(await Ports.Sweeps.Of(owner, Cancellation), line => line.Number == _line).Passes).Pages);
        Assert.False(await Ports.Sweeps.IsOwner(Guid.NewGuid(), Cancellation));
        Assert.Empty(await Ports.Sweeps.Of(Guid.NewGuid(), Cancellation));
    }

    private FoundText Find(int minute) =>
        new(StoredThread.NewSid(), _line, "+447700900226", "hello 👋", 2, 1, StoredThread.Now.AddMinutes(minute), Place: 0);
}
