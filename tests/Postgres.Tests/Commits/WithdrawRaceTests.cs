using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Postgres.Tests.Commits;

/// <summary>Members and the line's sender reach for the same texts at the same moment.</summary>
public sealed class WithdrawRaceTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>
{
    private const int Texts = 400;
    private static readonly DateTimeOffset Now = StoredThread.Now;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OutboxStep.Withdraw)]
    [InlineData(OutboxStep.Move)]
    public async Task Each_text_is_claimed_or_changed_and_none_is_both(OutboxStep step)
    {
        var line = StoredThread.NewLine();
        var texts = await Task.WhenAll(Enumerable.Range(0, Texts).Select(async _ =>
        {
            var thread = new StoredThread(database.Ports.Store, line);
            return (Thread: thread, Message: await thread.Queue(sendAt: Now));
        }));

        var claiming = Task.Run(Claim, Cancellation);
        var changed = await Task.WhenAll(texts.Select(text => Change(text.Thread, text.Message)));
        var claimed = await claiming;

        Assert.Equal(Texts, changed.Count(done => done) + claimed.Count);
        Assert.All(texts.Zip(changed), text => Assert.NotEqual(text.Second, claimed.Contains(text.First.Message.Id)));
        foreach (var (text, done) in texts.Zip(changed))
        {
            var stored = (await database.Ports.Store.Find(text.Thread.Id, text.Message.Id, Cancellation))!;
            Assert.Equal(done ? "changed" : "hi", step == OutboxStep.Move ? stored.Body : stored.Status == DeliveryStatus.Canceled ? "changed" : "hi");
        }

        async Task<bool> Change(StoredThread thread, Message message)
        {
            try
            {
                var wanted = step == OutboxStep.Move ? message with { Body = "changed", SendAt = Now.AddDays(1) } : message with { Status = DeliveryStatus.Canceled };
                return await thread.Commit(thread.Changed(wanted, step));
            }
            catch (TakenBySenderException)
            {
                return false;
            }
        }

        async Task<HashSet<Guid>> Claim()
        {
            var taken = new HashSet<Guid>();
            for (var empty = 0; empty < 3;)
            {
                var claim = await database.Ports.Outbox.Claim(line, new(Now, TimeSpan.FromDays(1), 7, StoredThread.NoPace), Cancellation);
                empty = claim.Items.IsEmpty ? empty + 1 : 0;
                taken.UnionWith(claim.Items.Select(item => item.MessageId));
            }

            return taken;
        }
    }
}
