using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Grains.Tests.Cluster;
using OrleansSms.TestKit.Conversations;
using OrleansSms.Tray;

namespace OrleansSms.Grains.Tests.Tray;

/// <summary>Callbacks that come before anybody knows their message, on real silos.</summary>
public sealed class OrphanClusterTests(TestSilos silos) : IClassFixture<TestSilos>
{
    private readonly string _sid = StoredThread.NewSid();
    private readonly ConversationId _id = new(Guid.NewGuid());
    private readonly string _line = StoredThread.NewLine();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task It_is_folded_in_as_soon_as_the_message_has_its_name_whichever_silo_that_happens_on(int silo)
    {
        var message = await Queued();
        await silos.OrphansOn(silo).Keep(Orphan("delivered"), Cancellation);

        await Name(message);

        Assert.Equal(DeliveryStatus.Delivered, await Settled(message));
    }

    [Fact]
    public async Task What_no_silo_remembers_is_found_by_the_clock()
    {
        var message = await Queued();
        // As after a restart: only the row is there.
        await silos.Orphans.Keep(Orphan("delivered"), Cancellation);
        await Name(message);
        Assert.Equal(DeliveryStatus.Accepted, (await Stored(message)).Status);

        await silos.LookForOrphans();

        Assert.Equal(DeliveryStatus.Delivered, (await Stored(message)).Status);
        Assert.Empty(await silos.Orphans.Found(_sid, Cancellation));
    }

    [Fact]
    public async Task A_message_that_appears_at_the_same_moment_gets_it_in_the_end()
    {
        for (var round = 0; round < 30; round++)
        {
            var (sid, message) = (StoredThread.NewSid(), await Queued());

            await Task.WhenAll(
                silos.OrphansOn(round % 2).Keep(Orphan("delivered", sid), Cancellation),
                silos.OrphansOn((round + 1) % 2).Keep(Orphan("sent", sid), Cancellation),
                Name(message, sid));

            // Without the clock: whichever came last has seen the other.
            Assert.Equal(DeliveryStatus.Delivered, await Settled(message));
        }
    }

    [Fact]
    public async Task A_crash_between_folding_and_forgetting_leaves_nothing_double()
    {
        var message = await Queued();
        await Name(message);
        var orphan = Orphan("delivered");
        await silos.Orphans.Keep(orphan, Cancellation);
        // The report is in, and the silo died before it forgot the orphan.
        await silos.Conversation(message.ConversationId).Report(orphan.Report with { MessageId = message.Id }, Cancellation);

        await Task.WhenAll(silos.LookForOrphans(), silos.LookForOrphans());

        Assert.Single((await Stored(message)).Timeline, report => report.Word == "delivered");
        Assert.Empty(await silos.Orphans.Found(_sid, Cancellation));
    }

    [Fact]
    public async Task One_that_cannot_be_stored_holds_up_nobody_and_is_tried_again()
    {
        var (sick, well) = (await Queued(), await Queued(new(Guid.NewGuid())));
        var (sickSid, wellSid) = (StoredThread.NewSid(), StoredThread.NewSid());
        await Name(sick, sickSid);
        await Name(well, wellSid);
        await silos.Orphans.Keep(Orphan("delivered", sickSid), Cancellation);
        await silos.Orphans.Keep(Orphan("delivered", wellSid), Cancellation);
        silos.Store.BeforeCommit = change =>
            change.Head.Id == sick.ConversationId ? Task.FromException(new TimeoutException("database down")) : Task.CompletedTask;

        await silos.LookForOrphans();
        Assert.Equal(DeliveryStatus.Delivered, (await Stored(well)).Status);
        Assert.NotEmpty(await silos.Orphans.Found(sickSid, Cancellation));

        silos.Store.BeforeCommit = _ => Task.CompletedTask;
        await silos.LookForOrphans();
        Assert.Equal(DeliveryStatus.Delivered, (await Stored(sick)).Status);
    }

    [Fact]
    public async Task After_seven_days_nobody_waits_any_more()
    {
        var young = Orphan("delivered", at: TimeProvider.System.GetUtcNow().AddDays(-6.9));
        var old = Orphan("sent", at: TimeProvider.System.GetUtcNow().AddDays(-7.1));
        await silos.Orphans.Keep(young, Cancellation);
        await silos.Orphans.Keep(old, Cancellation);

        await silos.LookForOrphans();

        var given = Assert.Single(silos.Orphans.Tray, entry => entry.Id == old.Raw.Id);
        Assert.Contains("seven days", given.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(silos.Orphans.Tray, entry => entry.Id == young.Raw.Id);
    }

    private OrphanReport Orphan(string word, string? sid = null, DateTimeOffset? at = null)
    {
        var time = at ?? TimeProvider.System.GetUtcNow();
        return new(new(Guid.Empty, word, sid ?? _sid), new(Guid.NewGuid(), "status", "/", null, "", "", time));
    }

    /// <summary>A text of ours that the carrier has not named: nothing of it is given to the fake one.</summary>
    private async Task<Message> Queued(ConversationId? id = null) =>
        (await silos.Conversation(id ?? _id).Send(Some.Draft(line: _line, sendAt: TimeProvider.System.GetUtcNow().AddDays(1)), Cancellation)).Message;

    /// <summary>As the answer to its POST does.</summary>
    private Task<bool> Name(Message message, string? sid = null) =>
        silos.Conversation(message.ConversationId).Report(new(message.Id, "queued", sid ?? _sid), Cancellation);

    private async Task<Message> Stored(Message message) => (await silos.Store.FindOutbound(message.Id, Cancellation))!;

    private async Task<DeliveryStatus> Settled(Message message)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        silos.Store.AfterCommit += change =>
        {
            if (change.Message is { Status: DeliveryStatus.Delivered } delivered && delivered.Id == message.Id)
            {
                settled.TrySetResult();
            }

            return Task.CompletedTask;
        };
        if ((await Stored(message)).Status != DeliveryStatus.Delivered)
        {
            await settled.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancellation);
        }

        return (await Stored(message)).Status;
    }
}
