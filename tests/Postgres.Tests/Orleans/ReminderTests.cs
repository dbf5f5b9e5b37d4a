using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace OrleansSms.Postgres.Tests.Orleans;

public sealed class ReminderTests(OrleansSilo silo) : IClassFixture<OrleansSilo>, IAsyncLifetime
{
    private static readonly DateTime Due = new(2031, 5, 17, 8, 30, 0, 123, DateTimeKind.Utc);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IReminderTable Table => silo.Services.GetRequiredService<IReminderTable>();

    public async ValueTask InitializeAsync() => await Table.TestOnlyClearTable(Cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_reminder_comes_back_as_it_was_written_even_with_a_period_of_41_days()
    {
        var etag = await Table.UpsertRow(Row("clock/a", "tick", TimeSpan.FromDays(41)), Cancellation);

        var read = await Table.ReadRow(Grain("clock/a"), "tick", Cancellation);

        Assert.NotNull(read);
        Assert.Equal((Grain("clock/a"), "tick", Due, TimeSpan.FromDays(41), etag), (read.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        Assert.Equal(DateTimeKind.Utc, read.StartAt.Kind);
        Assert.Null(await Table.ReadRow(Grain("clock/a"), "tock", Cancellation));
    }

    [Fact]
    public async Task Writing_it_again_replaces_it_under_a_new_version()
    {
        var first = await Table.UpsertRow(Row("clock/a", "tick", TimeSpan.FromMinutes(1)), Cancellation);
        var second = await Table.UpsertRow(Row("clock/a", "tick", TimeSpan.FromMinutes(2)), Cancellation);
        await Table.UpsertRow(Row("clock/a", "tock", TimeSpan.FromMinutes(3)), Cancellation);

        Assert.NotEqual(first, second);
        var rows = (await Table.ReadRows(Grain("clock/a"), Cancellation)).Reminders;
        Assert.Equal([("tick", 2.0), ("tock", 3.0)], rows.Select(row => (row.ReminderName, row.Period.TotalMinutes)).Order());
    }

    [Fact]
    public async Task It_is_deleted_only_with_its_current_version_and_only_once()
    {
        var stale = await Table.UpsertRow(Row("clock/a", "tick", TimeSpan.FromMinutes(1)), Cancellation);
        var current = await Table.UpsertRow(Row("clock/a", "tick", TimeSpan.FromMinutes(1)), Cancellation);

        Assert.False(await Table.RemoveRow(Grain("clock/a"), "tick", stale!, Cancellation));
        Assert.True(await Table.RemoveRow(Grain("clock/a"), "tick", current!, Cancellation));
        Assert.False(await Table.RemoveRow(Grain("clock/a"), "tick", current!, Cancellation));

        var again = await Table.UpsertRow(Row("clock/a", "tick", TimeSpan.FromMinutes(1)), Cancellation);
        Assert.DoesNotContain(again, new[] { stale, current });
    }

    [Fact]
    public async Task Every_range_of_the_ring_holds_exactly_its_reminders()
    {
        var grains = Enumerable.Range(0, 40).Select(number => Grain($"clock/{number}")).ToList();
        foreach (var grain in grains)
        {
            await Table.UpsertRow(Row(grain, "tick", TimeSpan.FromMinutes(1)), Cancellation);
        }

        var random = new Random(20260707);
        var edges = new List<uint> { 0, 1, int.MaxValue - 1u, int.MaxValue, int.MaxValue + 1u, uint.MaxValue - 1, uint.MaxValue };
        edges.AddRange(grains.Take(6).Select(grain => grain.GetUniformHashCode()));
        var ranges = edges.SelectMany(begin => edges.Select(end => (begin, end)))
            .Concat(Enumerable.Range(0, 200).Select(_ => ((uint)random.NextInt64(uint.MaxValue), (uint)random.NextInt64(uint.MaxValue))));

        foreach (var (begin, end) in ranges)
        {
            var expected = grains.Where(grain => Holds(begin, end, grain.GetUniformHashCode())).Order();
            var found = (await Table.ReadRows(begin, end, Cancellation)).Reminders.Select(row => row.GrainId).Order();
            Assert.Equal(expected, found);
        }
    }

    /// <summary>(begin, end] on a ring; the same number twice is the whole ring.</summary>
    private static bool Holds(uint begin, uint end, uint hash) => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    private static GrainId Grain(string id) => GrainId.Parse(id, null);

    private static ReminderEntry Row(string grain, string name, TimeSpan period) => Row(Grain(grain), name, period);

    private static ReminderEntry Row(GrainId grain, string name, TimeSpan period) => new() { GrainId = grain, ReminderName = name, StartAt = Due, Period = period };
}
