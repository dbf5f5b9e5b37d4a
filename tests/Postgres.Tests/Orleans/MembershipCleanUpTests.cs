using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Orleans;
using Orleans.Runtime;

namespace OrleansSms.Postgres.Tests.Orleans;

public sealed class MembershipCleanUpTests(OrleansSilo silo) : IClassFixture<OrleansSilo>, IAsyncLifetime
{
    private static readonly DateTime Now = Membership.Now;

    private readonly Membership _membership = new(silo);

    private IMembershipTable Table => _membership.Table;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Table.InitializeMembershipTableAsync(true, Cancellation);

    public ValueTask DisposeAsync()
    {
        _membership.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Cleaning_up_removes_only_what_is_long_dead()
    {
        var old = Now.AddDays(-10);
        MembershipEntry[] entries =
        [
            Membership.Silo(1, SiloStatus.Dead, old), Membership.Silo(2, SiloStatus.Dead, old), Membership.Silo(3, SiloStatus.Dead, Now),
            Membership.Silo(4, SiloStatus.Active, old), Membership.Silo(5, SiloStatus.Joining, old), Membership.Silo(6, SiloStatus.ShuttingDown, old),
        ];
        entries[1].AddSuspector(Membership.Silo(4).SiloAddress, old);
        var version = 0;
        foreach (var entry in entries)
        {
            Assert.True(await Table.InsertRowAsync(entry, Membership.Next(version++), Cancellation));
            Assert.True(await Table.UpdateRowAsync(entry, version.ToString(CultureInfo.InvariantCulture), Membership.Next(version++), Cancellation));
        }

        await Table.CleanupDefunctSiloEntriesAsync(Now.AddDays(-7), Cancellation);

        var table = await Table.ReadAllAsync(Cancellation);
        Assert.Equal([3, 4, 5, 6], table.Members.Select(member => member.Item1.SiloAddress.Generation).Order());
        Assert.Equal(version, table.Version.Version);
    }

    [Fact]
    public async Task The_bulk_clean_up_and_the_guarded_one_spare_every_silo_that_is_not_dead()
    {
        var old = Now.AddDays(-10);
        var version = 0;
        foreach (var status in (SiloStatus[])[SiloStatus.Joining, SiloStatus.Active, SiloStatus.ShuttingDown, SiloStatus.Stopping, SiloStatus.Dead, SiloStatus.Dead])
        {
            await Table.InsertRowAsync(Membership.Silo(version + 1, status, old), Membership.Next(version++), Cancellation);
        }

        foreach (var generation in Enumerable.Range(1, 5))
        {
            await Run("CleanupDefunctSiloEntryKey", old, generation);
        }

        await Run("CleanupDefunctSiloEntryKey", old.AddMilliseconds(1), generation: 6);
        Assert.Equal([1, 2, 3, 4, 6], (await Table.ReadAllAsync(Cancellation)).Members.Select(member => member.Item1.SiloAddress.Generation).Order());

        await Run("CleanupDefunctSiloEntriesKey", old.AddDays(1), generation: 0);
        var left = await Table.ReadAllAsync(Cancellation);
        Assert.Equal([1, 2, 3, 4], left.Members.Select(member => member.Item1.SiloAddress.Generation).Order());
        Assert.Equal(version, left.Version.Version);
    }

    [Fact]
    public async Task Clearing_one_cluster_leaves_the_others()
    {
        await Table.InsertRowAsync(Membership.Silo(1), Membership.Next(0), Cancellation);
        using var neighbour = new Membership(silo);
        var other = neighbour.Table;
        await other.InitializeMembershipTableAsync(true, Cancellation);
        await other.InsertRowAsync(Membership.Silo(1), Membership.Next(0), Cancellation);

        await Table.DeleteMembershipTableEntriesAsync(_membership.Cluster, Cancellation);
        await Table.InitializeMembershipTableAsync(true, Cancellation);

        Assert.Empty((await Table.ReadAllAsync(Cancellation)).Members);
        Assert.Single((await other.ReadAllAsync(Cancellation)).Members);
    }

    /// <summary>A stored text with the parameters the provider binds; of the two the provider runs only one.</summary>
    private async Task Run(string key, DateTime time, int generation)
    {
        var database = silo.Database.DataSource;
        await using var read = database.CreateCommand("select querytext from orleansquery where querykey = $1");
        read.Parameters.Add(new() { Value = key });
        await using var run = database.CreateCommand((string)(await read.ExecuteScalarAsync(Cancellation))!);
        run.Parameters.AddRange(new NpgsqlParameter[]
        {
            new("DeploymentId", _membership.Cluster), new("Address", "127.0.0.1"), new("Port", 40000), new("Generation", generation),
            new("SuspectTimes", NpgsqlDbType.Text) { Value = DBNull.Value }, new("StartTime", time), new("IAmAliveTime", time),
        });
        await run.ExecuteNonQueryAsync(Cancellation);
    }
}
