using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace OrleansSms.Postgres.Tests.Faults;

/// <summary>The primary dies under load and its standby is promoted: one connection string names both.</summary>
public sealed class FailoverTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_dead_primary_acknowledged_is_on_the_promoted_one_and_the_rest_is_written_there_once()
    {
        await using var pair = await ReplicatedPair.Start(Cancellation);
        await using var stage = new FaultStage(pair.Both(), pair.Standby);
        var conversations = Enumerable.Range(0, 8).Select(_ => stage.Conversation()).ToList();
        var acknowledged = new ConcurrentBag<string>();
        var enough = new TaskCompletionSource();
        var sids = Enumerable.Range(0, 400).Select(number => $"SM-{number}").ToList();
        var receiving = Parallel.ForEachAsync(sids, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation }, async (sid, cancellation) =>
        {
            await FaultStage.Persist(conversations[int.Parse(sid[3..], System.Globalization.CultureInfo.InvariantCulture) % conversations.Count], sid, cancellation);
            acknowledged.Add(sid);
            if (acknowledged.Count > sids.Count / 3)
            {
                enough.TrySetResult();
            }
        });

        await enough.Task.WaitAsync(Cancellation);
        await pair.Fail(Cancellation);
        await receiving;

        await stage.StandOnce(sids, Cancellation);
    }

    [Theory]
    [InlineData("primary")]
    [InlineData(null)]
    public async Task Every_pool_of_a_silo_finds_the_primary_among_several_hosts(string? asked)
    {
        await using var pair = await ReplicatedPair.Start(Cancellation);
        var both = pair.Both();
        both.TargetSessionAttributes = asked;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Postgres", both.ConnectionString)]).Build();
        Func<IConfiguration, NpgsqlDataSource>[] pools =
        [
            DataSources.ForRequests, DataSources.ForMembers, DataSources.ForSchema, DataSources.ForCluster, DataSources.ForCommits,
            DataSources.ForSearch, DataSources.ForSearchIndex,
        ];
        foreach (var open in pools)
        {
            await using var pool = open(configuration);
            Assert.Equal([false], await pool.Read("select pg_is_in_recovery()", [], row => row.GetBoolean(0), Cancellation));
        }
    }
}
