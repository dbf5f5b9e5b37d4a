using Microsoft.Extensions.Configuration;
using Npgsql;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Faults;

/// <summary>A silo whose host lost its power or its network says no word to the database, which would keep its locks for hours.</summary>
public sealed class VanishedSiloTests(QuickPostgresServer server)
{
    private const int AMinute = 60;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_it_held_is_free_again_within_a_minute_whichever_pool_it_was_of()
    {
        await using var database = await server.CreateDatabase();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(PostgresSetup.ConnectionStringKey, database.ConnectionString)]).Build();
        Func<IConfiguration, NpgsqlDataSource>[] pools =
        [
            DataSources.ForRequests, DataSources.ForMembers, DataSources.ForSchema, DataSources.ForCluster, DataSources.ForCommits,
            DataSources.ForSearch, DataSources.ForSearchIndex,
        ];

        foreach (var pool in pools)
        {
            await using var connections = pool(configuration);
            Assert.InRange(await Setting(connections, "current_setting('idle_in_transaction_session_timeout')::interval"), 1, AMinute);
            Assert.InRange(
                await Setting(connections, """
                    make_interval(secs => current_setting('tcp_keepalives_idle')::int
                        + current_setting('tcp_keepalives_interval')::int * current_setting('tcp_keepalives_count')::int)
                    """),
                1, AMinute);
        }
    }

    private static async Task<int> Setting(NpgsqlDataSource connections, string interval) =>
        Assert.Single(await connections.Read($"select extract(epoch from {interval})::int", [], row => row.GetInt32(0), Cancellation));
}
