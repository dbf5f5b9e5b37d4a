using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using NpgsqlTypes;
using Orleans;
using Orleans.Runtime;

namespace OrleansSms.Postgres.Tests.Orleans;

public sealed class MembershipTests(OrleansSilo silo) : IClassFixture<OrleansSilo>, IAsyncLifetime
{
    private static readonly DateTime Now = new(2031, 5, 17, 8, 30, 0, 123, DateTimeKind.Utc);

    private readonly string _cluster = "cluster-" + Guid.NewGuid();
    private IHost _host = null!;

    private IMembershipTable Table => _host.Services.GetRequiredService<IMembershipTable>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Each test has a cluster of its own on the tables of a running one.</summary>
    public async ValueTask InitializeAsync()
    {
        _host = silo.Another(_cluster);
        await Table.InitializeMembershipTableAsync(true, Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_started_silo_is_a_member()
    {
        var table = silo.Services.GetRequiredService<IMembershipTable>();

        var members = (await table.ReadAllAsync(Cancellation)).Members;

        Assert.Equal(SiloStatus.Active, Assert.Single(members).Item1.Status);
    }

    [Fact]
    public async Task A_cluster_begins_empty_at_version_zero_however_often_it_is_begun()
    {
        await Table.InitializeMembershipTableAsync(true, Cancellation);

        var table = await Table.ReadAllAsync(Cancellation);

        Assert.Empty(table.Members);
        Assert.Equal((0, "0"), (table.Version.Version, table.Version.VersionEtag));
    }

    [Fact]
    public async Task A_silo_comes_back_as_it_was_inserted()
    {
        var entry = Silo(1);
        Assert.True(await Table.InsertRowAsync(entry, Next(0), Cancellation));

        var table = await Table.ReadRowAsync(entry.SiloAddress, Cancellation);
        var read = Assert.Single(table.Members).Item1;

        Assert.Equal(1, table.Version.Version);
        Assert.Equal(
            (entry.SiloAddress, entry.SiloName, entry.HostName, entry.Status, entry.ProxyPort, entry.StartTime, entry.IAmAliveTime),
            (read.SiloAddress, read.SiloName, read.HostName, read.Status, read.ProxyPort, read.StartTime, read.IAmAliveTime));
        Assert.Empty(read.SuspectTimes ?? []);
    }

    [Fact]
    public async Task Inserting_with_a_stale_version_or_twice_changes_nothing()
    {
        Assert.True(await Table.InsertRowAsync(Silo(1), Next(0), Cancellation));

        Assert.False(await Table.InsertRowAsync(Silo(2), Next(0), Cancellation));
        Assert.False(await Table.InsertRowAsync(Silo(1), Next(1), Cancellation));

        var table = await Table.ReadAllAsync(Cancellation);
        Assert.Equal(1, table.Version.Version);
        Assert.Single(table.Members);
    }

    [Fact]
    public async Task An_update_moves_the_version_and_keeps_the_votes_word_for_word()
    {
        var entry = Silo(1);
        await Table.InsertRowAsync(entry, Next(0), Cancellation);
        entry.Status = SiloStatus.Dead;
        entry.AddSuspector(Silo(2).SiloAddress, Now.AddSeconds(1));
        entry.AddSuspector(Silo(3).SiloAddress, Now.AddSeconds(2));

        Assert.True(await Table.UpdateRowAsync(entry, "1", Next(1), Cancellation));

        var table = await Table.ReadAllAsync(Cancellation);
        var read = Assert.Single(table.Members).Item1;
        Assert.Equal((2, SiloStatus.Dead), (table.Version.Version, read.Status));
        Assert.Equal(entry.SuspectTimes, read.SuspectTimes);
    }

    [Fact]
    public async Task A_stale_update_and_an_update_of_nobody_change_nothing()
    {
        var entry = Silo(1);
        await Table.InsertRowAsync(entry, Next(0), Cancellation);
        entry.Status = SiloStatus.Active;

        Assert.False(await Table.UpdateRowAsync(entry, "0", Next(0), Cancellation));
        Assert.False(await Table.UpdateRowAsync(Silo(2), "1", Next(1), Cancellation));

        var table = await Table.ReadAllAsync(Cancellation);
        Assert.Equal((1, SiloStatus.Joining), (table.Version.Version, Assert.Single(table.Members).Item1.Status));
    }

    [Fact]
    public async Task A_heartbeat_moves_the_time_and_not_the_version()
    {
        var entry = Silo(1);
        await Table.InsertRowAsync(entry, Next(0), Cancellation);
        entry.IAmAliveTime = Now.AddMinutes(1);

        await Table.UpdateIAmAliveAsync(entry, Cancellation);

        var table = await Table.ReadAllAsync(Cancellation);
        Assert.Equal((1, Now.AddMinutes(1)), (table.Version.Version, Assert.Single(table.Members).Item1.IAmAliveTime));
    }

    [Fact]
    public async Task Of_twenty_writers_with_one_version_exactly_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => Task.Run(() => Table.InsertRowAsync(Silo(number), Next(0), Cancellation))));

        Assert.Single(outcomes, won => won);
        var table = await Table.ReadAllAsync(Cancellation);
        Assert.Equal(1, table.Version.Version);
        Assert.Single(table.Members);
    }

    [Fact]
    public async Task Updates_and_heartbeats_at_once_lose_nothing_and_never_fail()
    {
        var entries = Enumerable.Range(1, 4).Select(Silo).ToList();
        foreach (var entry in entries)
        {
            await Table.InsertRowAsync(entry, Next(entries.IndexOf(entry)), Cancellation);
        }

        var beats = Task.WhenAll(Enumerable.Range(0, 100).Select(beat => Task.Run(() => Table.UpdateIAmAliveAsync(entries[beat % 4], Cancellation))));
        var wins = await Task.WhenAll(entries.Select(entry => Task.Run(async () =>
        {
            var won = 0;
            for (var attempt = 0; attempt < 25; attempt++)
            {
                var version = (await Table.ReadAllAsync(Cancellation)).Version;
                won += await Table.UpdateRowAsync(entry, version.VersionEtag, version.Next(), Cancellation) ? 1 : 0;
            }

            return won;
        })));
        await beats;

        Assert.Equal(4 + wins.Sum(), (await Table.ReadAllAsync(Cancellation)).Version.Version);
    }

    [Fact]
    public async Task A_silo_nobody_knows_still_gives_the_version()
    {
        await Table.InsertRowAsync(Silo(1), Next(0), Cancellation);

        var table = await Table.ReadRowAsync(Silo(2).SiloAddress, Cancellation);

        Assert.Empty(table.Members);
        Assert.Equal(1, table.Version.Version);
    }

    [Fact]
    public async Task Cleaning_up_removes_only_what_is_long_dead()
    {
        var old = Now.AddDays(-10);
        MembershipEntry[] entries =
        [
            Silo(1, SiloStatus.Dead, old), Silo(2, SiloStatus.Dead, old), Silo(3, SiloStatus.Dead, Now),
            Silo(4, SiloStatus.Active, old), Silo(5, SiloStatus.Joining, old), Silo(6, SiloStatus.ShuttingDown, old),
        ];
        entries[1].AddSuspector(Silo(4).SiloAddress, old);
        var version = 0;
        foreach (var entry in entries)
        {
            Assert.True(await Table.InsertRowAsync(entry, Next(version++), Cancellation));
            Assert.True(await Table.UpdateRowAsync(entry, version.ToString(CultureInfo.InvariantCulture), Next(version++), Cancellation));
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
            await Table.InsertRowAsync(Silo(version + 1, status, old), Next(version++), Cancellation);
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
        await Table.InsertRowAsync(Silo(1), Next(0), Cancellation);
        using var neighbour = silo.Another("cluster-" + Guid.NewGuid());
        var other = neighbour.Services.GetRequiredService<IMembershipTable>();
        await other.InitializeMembershipTableAsync(true, Cancellation);
        await other.InsertRowAsync(Silo(1), Next(0), Cancellation);

        await Table.DeleteMembershipTableEntriesAsync(_cluster, Cancellation);
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
            new("DeploymentId", _cluster), new("Address", "127.0.0.1"), new("Port", 40000), new("Generation", generation),
            new("SuspectTimes", NpgsqlDbType.Text) { Value = DBNull.Value }, new("StartTime", time), new("IAmAliveTime", time),
        });
        await run.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>What a writer hands in that has read <paramref name="version"/>.</summary>
    private static TableVersion Next(int version) => new TableVersion(version, version.ToString(CultureInfo.InvariantCulture)).Next();

    private static MembershipEntry Silo(int generation) => Silo(generation, SiloStatus.Joining, Now);

    private static MembershipEntry Silo(int generation, SiloStatus status, DateTime alive) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 40000, generation),
        SiloName = $"silo-{generation}",
        HostName = "here",
        Status = status,
        ProxyPort = 0,
        StartTime = alive,
        IAmAliveTime = alive,
    };
}
