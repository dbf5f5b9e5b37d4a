using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;
using OrleansSms.Tray;
using Xunit;

namespace OrleansSms.TestKit.Tray;

/// <summary>What every store of orphans promises.</summary>
public abstract class OrphanStoreContract
{
    private readonly string _sid = StoredThread.NewSid();

    protected abstract ConversationPorts Ports { get; }

    protected abstract IOrphanStore Store { get; }

    /// <summary>What is in the tray of an orphan's id.</summary>
    protected abstract Task<TrayEntry?> InTray(Guid id);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_orphan_is_found_with_its_message_once_that_is_there()
    {
        var orphan = Orphan("undelivered", 30003, date: "2607221030");
        await Store.Keep(orphan, Cancellation);
        Assert.Empty(await Store.Found(_sid, Cancellation));

        var message = await Named(_sid);

        var expected = new FoundOrphan(orphan.Raw.Id, message.ConversationId, orphan.Report with { MessageId = message.Id });
        Assert.Equal([expected], await Store.Found(_sid, Cancellation));
        Assert.Equal([expected], (await All()).Where(found => found.Report.MessageSid == _sid));
        await Store.Remove(orphan.Raw.Id, Cancellation);
        await Store.Remove(orphan.Raw.Id, Cancellation);
        Assert.Empty(await Store.Found(_sid, Cancellation));
    }

    [Fact]
    public async Task The_same_sid_word_and_code_again_change_nothing()
    {
        var first = Orphan("sent");
        await Store.Keep(first, Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Store.Keep(Orphan("sent"), Cancellation)));
        await Store.Keep(Orphan("failed", 30003), Cancellation);
        await Store.Keep(Orphan("failed", 30005), Cancellation);
        await Named(_sid);

        var found = await Store.Found(_sid, Cancellation);

        Assert.Equal(
            [("failed", 30003), ("failed", 30005), ("sent", null)],
            found.Select(orphan => (orphan.Report.Word, orphan.Report.ErrorCode)).Order());
        Assert.Contains(found, orphan => orphan.Id == first.Raw.Id);
    }

    [Fact]
    public async Task A_message_that_came_in_adopts_nothing()
    {
        await Store.Keep(Orphan("sent"), Cancellation);
        var thread = new StoredThread(Ports.Store, StoredThread.NewLine());
        await thread.Commit(thread.Inbound(sid: _sid));

        Assert.Empty(await Store.Found(_sid, Cancellation));
    }

    [Fact]
    public async Task A_look_in_small_rounds_sees_every_one_once()
    {
        var orphans = Enumerable.Range(0, 7).Select(i => Orphan($"word{i}")).ToList();
        foreach (var orphan in orphans)
        {
            await Store.Keep(orphan, Cancellation);
        }

        await Named(_sid);

        var found = (await All(limit: 2)).Where(found => found.Report.MessageSid == _sid).Select(found => found.Id).ToList();
        Assert.Equal(orphans.Select(orphan => orphan.Raw.Id).Order(), found.Order());
    }

    [Fact]
    public async Task The_old_ones_go_to_the_tray_as_they_came()
    {
        var (old, young) = (Orphan("sent", at: StoredThread.Now.AddDays(-400)), Orphan("delivered"));
        await Store.Keep(old, Cancellation);
        await Store.Keep(young, Cancellation);

        while (await Store.GiveUp(StoredThread.Now.AddDays(-300), "Nobody came.", 1, Cancellation) > 0)
        {
        }

        await Named(_sid);
        Assert.Equal([young.Raw.Id], (await Store.Found(_sid, Cancellation)).Select(orphan => orphan.Id));
        Assert.Equal(old.Raw with { Reason = "Nobody came." }, await InTray(old.Raw.Id));
        Assert.Null(await InTray(young.Raw.Id));
    }

    protected OrphanReport Orphan(string word, int? code = null, DateTimeOffset? at = null, string? date = null)
    {
        var report = new DeliveryReport(Guid.Empty, word, _sid, code, CarrierDate: date);
        var time = at ?? StoredThread.Now;
        return new(report, new(Guid.CreateVersion7(time), "status", "/status?c=1", "text/plain", $"MessageSid={_sid}", "", time));
    }

    private async Task<List<FoundOrphan>> All(int limit = 100)
    {
        var all = new List<FoundOrphan>();
        for (Guid? after = Guid.Empty; after is { } last;)
        {
            var round = await Store.Look(last, limit, Cancellation);
            all.AddRange(round.Found);
            after = round.Last;
        }

        return all;
    }

    /// <summary>A message of ours that the carrier has named.</summary>
    private async Task<Message> Named(string sid)
    {
        var thread = new StoredThread(Ports.Store, StoredThread.NewLine());
        var message = await thread.Queue();
        var named = message with { MessageSid = sid, Status = DeliveryStatus.Accepted };
        await thread.Commit(thread.Changed(named, OutboxStep.Leave));
        return named;
    }
}
