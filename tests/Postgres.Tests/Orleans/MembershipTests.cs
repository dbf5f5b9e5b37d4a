using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace OrleansSms.Postgres.Tests.Orleans;

public sealed class MembershipTests(OrleansSilo silo) : IClassFixture<OrleansSilo>, IAsyncLifetime
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
        var entry = Membership.Silo(1);
        Assert.True(await Table.InsertRowAsync(entry, Membership.Next(0), Cancellation));

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
        Assert.True(await Table.InsertRowAsync(Membership.Silo(1), Membership.Next(0), Cancellation));

        Assert.False(await Table.InsertRowAsync(Membership.Silo(2), Membership.Next(0), Cancellation));
        Assert.False(await Table.InsertRowAsync(Membership.Silo(1), Membership.Next(1), Cancellation));

        var table = await Table.ReadAllAsync(Cancellation);
        Assert.Equal(1, table.Version.Version);
        Assert.Single(table.Members);
    }

    [Fact]
    public async Task An_update_moves_the_version_and_keeps_the_votes_word_for_word()
    {
        var entry = Membership.Silo(1);
        await Table.InsertRowAsync(entry, Membership.Next(0), Cancellation);
        entry.Status = SiloStatus.Dead;
        entry.AddSuspector(Membership.Silo(2).SiloAddress, Now.AddSeconds(1));
        entry.AddSuspector(Membership.Silo(3).SiloAddress, Now.AddSeconds(2));

        Assert.True(await Table.UpdateRowAsync(entry, "1", Membership.Next(1), Cancellation));

        var table = await Table.ReadAllAsync(Cancellation);
        var read = Assert.Single(table.Members).Item1;
        Assert.Equal((2, SiloStatus.Dead), (table.Version.Version, read.Status));
        Assert.Equal(entry.SuspectTimes, read.SuspectTimes);
    }

    [Fact]
    public async Task A_stale_update_and_an_update_of_nobody_change_nothing()
    {
        var entry = Membership.Silo(1);
        await Table.InsertRowAsync(entry, Membership.Next(0), Cancellation);
        entry.Status = SiloStatus.Active;

        Assert.False(await Table.UpdateRowAsync(entry, "0", Membership.Next(0), Cancellation));
        Assert.False(await Table.UpdateRowAsync(Membership.Silo(2), "1", Membership.Next(1), Cancellation));

        var table = await Table.ReadAllAsync(Cancellation);
        Assert.Equal((1, SiloStatus.Joining), (table.Version.Version, Assert.Single(table.Members).Item1.Status));
    }

    [Fact]
    public async Task A_heartbeat_moves_the_time_and_not_the_version()
    {
        var entry = Membership.Silo(1);
        await Table.InsertRowAsync(entry, Membership.Next(0), Cancellation);
        entry.IAmAliveTime = Now.AddMinutes(1);

        await Table.UpdateIAmAliveAsync(entry, Cancellation);

        var table = await Table.ReadAllAsync(Cancellation);
        Assert.Equal((1, Now.AddMinutes(1)), (table.Version.Version, Assert.Single(table.Members).Item1.IAmAliveTime));
    }

    [Fact]
    public async Task Of_twenty_writers_with_one_version_exactly_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => Task.Run(() => Table.InsertRowAsync(Membership.Silo(number), Membership.Next(0), Cancellation))));

        Assert.Single(outcomes, won => won);
        var table = await Table.ReadAllAsync(Cancellation);
        Assert.Equal(1, table.Version.Version);
        Assert.Single(table.Members);
    }

    [Fact]
    public async Task Updates_and_heartbeats_at_once_lose_nothing_and_never_fail()
    {
        var entries = Enumerable.Range(1, 4).Select(Membership.Silo).ToList();
        foreach (var entry in entries)
        {
            await Table.InsertRowAsync(entry, Membership.Next(entries.IndexOf(entry)), Cancellation);
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
        await Table.InsertRowAsync(Membership.Silo(1), Membership.Next(0), Cancellation);

        var table = await Table.ReadRowAsync(Membership.Silo(2).SiloAddress, Cancellation);

        Assert.Empty(table.Members);
        Assert.Equal(1, table.Version.Version);
    }
}
