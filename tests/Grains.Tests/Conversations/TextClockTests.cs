using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Tests.Cluster;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class TextClockTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clock_starts_with_the_silo_and_has_old_texts_deleted_by_their_conversations()
    {
        await using var silos = new TestSilos(
            silos: 1, TimeProvider.System, outbox => outbox, new(), services => services.Configure<MessageOptions>(options => options.KeepDays = 30));
        var (old, young) = (await Said(silos, daysAgo: 31), await Said(silos, daysAgo: 29));
        var told = new TaskCompletionSource<ConversationChange>();
        silos.Store.AfterCommit = change =>
        {
            if (change.Deleted is not null)
            {
                told.TrySetResult(change);
            }

            return Task.CompletedTask;
        };

        await silos.InitializeAsync();
        var change = await told.Task.WaitAsync(Cancellation);

        Assert.Equal((old, 1), (change.Head.Id, Assert.Single(change.Deleted!.Numbers)));
        Assert.Equal("", Assert.Single((await silos.Conversation(old).Page(null, 50, Cancellation))!.Messages).Body);
        Assert.Equal("hello", Assert.Single((await silos.Conversation(young).Page(null, 50, Cancellation))!.Messages).Body);
    }

    private static async Task<ConversationId> Said(TestSilos silos, int daysAgo)
    {
        var thread = new StoredThread(silos.Store, Some.Line);
        var (change, at) = (thread.Inbound(), TimeProvider.System.GetUtcNow().AddDays(-daysAgo));
        await thread.Commit(change with
        {
            Head = change.Head with { LastActivityAt = at },
            Message = change.Message! with { DateCreated = at, DateSent = at },
        });
        return thread.Id;
    }
}
