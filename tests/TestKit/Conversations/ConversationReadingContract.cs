using Orleans.Storage;
using OrleansSms.Conversations;
using Xunit;

namespace OrleansSms.TestKit.Conversations;

/// <summary>What every store of conversations promises about pages, and about writers at the same moment.</summary>
public abstract class ConversationReadingContract
{
    private readonly string _line = StoredThread.NewLine();

    protected abstract ConversationPorts Ports { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thread_is_read_from_its_end_in_pages_oldest_first()
    {
        var thread = await Long(23);

        var pages = new List<int[]>();
        for (var before = int.MaxValue; await Ports.Store.Page(thread.Id, before, 10, Cancellation) is [var oldest, ..] page; before = oldest.Number)
        {
            pages.Add([.. page.Select(message => message.Number)]);
        }

        Assert.Equal([[.. Enumerable.Range(14, 10)], [.. Enumerable.Range(4, 10)], [1, 2, 3]], pages);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(0, 5)]
    [InlineData(-3, 5)]
    public async Task Before_the_beginning_there_is_nothing(int before, int limit) =>
        Assert.Empty(await Ports.Store.Page((await Long(3)).Id, before, limit, Cancellation));

    [Fact]
    public async Task Loading_gives_the_head_that_was_last_committed()
    {
        var thread = await Long(12);

        Assert.Equal(thread.Head, await Ports.Store.Load(thread.Id, Cancellation));
    }

    [Fact]
    public async Task Threads_do_not_mix()
    {
        var (first, second) = (await Long(3), await Long(2));

        Assert.Equal(3, (await Ports.Store.Page(first.Id, int.MaxValue, 50, Cancellation)).Length);
        Assert.All(await Ports.Store.Page(second.Id, int.MaxValue, 50, Cancellation), message => Assert.Equal(second.Id, message.ConversationId));
    }

    [Fact]
    public async Task Of_fifty_writers_on_one_head_exactly_one_wins_every_version()
    {
        var id = await Long(1);
        var wins = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            var won = new List<long>();
            for (var round = 0; round < 3; round++)
            {
                var change = On((await Ports.Store.Load(id.Id, Cancellation))!, id);
                if (await Wins(change))
                {
                    won.Add(change.Head.Version);
                }
            }

            return won;
        })));

        var versions = wins.SelectMany(won => won).Order().ToList();
        var head = (await Ports.Store.Load(id.Id, Cancellation))!;
        Assert.NotEmpty(versions);
        Assert.Equal(Enumerable.Range(2, versions.Count).Select(version => (long)version), versions);
        Assert.Equal(versions[^1], head.Version);
        Assert.Equal(Enumerable.Range(1, head.LastNumber), (await Ports.Store.Page(id.Id, int.MaxValue, 1000, Cancellation)).Select(message => message.Number));
    }

    [Fact]
    public async Task Of_twenty_first_commits_exactly_one_wins()
    {
        var thread = new StoredThread(Ports.Store, _line);
        var wins = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Wins(thread.Inbound()))));

        Assert.Single(wins, won => won);
        Assert.Single((await Ports.Stored(thread.Id))!.Value.Newest);
    }

    [Fact]
    public async Task Two_activations_with_one_draft_store_and_queue_it_once()
    {
        var thread = await Long(1);
        var draft = thread.Outbound();

        var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Wins(draft))));

        Assert.Single(wins, won => won);
        Assert.NotNull(await Ports.Outbox.Claim(_line, StoredThread.Now, TimeSpan.FromMinutes(1), Cancellation));
        Assert.Null(await Ports.Outbox.Claim(_line, StoredThread.Now, TimeSpan.FromMinutes(1), Cancellation));
    }

    /// <summary>A loser is told in one of the two ways the port has, and in no other.</summary>
    private async Task<bool> Wins(ConversationChange change)
    {
        try
        {
            return await Ports.Store.Commit([change], Cancellation);
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private static ConversationChange On(ConversationHead head, StoredThread thread)
    {
        var change = thread.Inbound();
        return change with
        {
            Head = head with { Version = head.Version + 1, LastNumber = head.LastNumber + 1, SmsCount = head.SmsCount + 1 },
            Message = change.Message! with { Number = head.LastNumber + 1 },
        };
    }

    private async Task<StoredThread> Long(int length)
    {
        var thread = new StoredThread(Ports.Store, _line);
        for (var number = 1; number <= length; number++)
        {
            await thread.Commit(thread.Inbound());
        }

        return thread;
    }
}
