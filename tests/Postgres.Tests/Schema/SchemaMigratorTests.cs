using Npgsql;
using OrleansSms.Postgres.Schema;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Schema;

public sealed class SchemaMigratorTests(QuickPostgresServer server) : IAsyncLifetime
{
    private static readonly SqlScript First = new(1, "first", "create table first (n int);\ninsert into first values (1);\n");
    private static readonly SqlScript Second = new(2, "second", "alter table first add m int; create index on first (m);");

    private readonly Lines<SchemaMigrator> _log = new();
    private TestDatabase _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await server.CreateEmptyDatabase();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Scripts_run_once_and_in_order_whatever_order_they_come_in()
    {
        await Apply(Second, First);
        await Apply(First, Second);

        Assert.Equal("1 first, 2 second", await Ask<string>("select string_agg(number || ' ' || name, ', ' order by number) from schema_versions"));
        Assert.Equal(1L, await Ask<long>("select count(*) from first"));
    }

    [Fact]
    public async Task A_later_build_adds_only_what_is_new()
    {
        await Apply(First);
        Assert.False(await IsCurrent(First, Second));

        await Apply(First, Second);

        Assert.True(await IsCurrent(First, Second));
        Assert.Equal(1L, await Ask<long>("select count(*) from first"));
    }

    [Fact]
    public async Task Silos_that_start_together_apply_each_script_once()
    {
        var slow = new SqlScript(1, "slow", "select pg_sleep(0.2); create table slow (n int);");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Apply(slow, new(2, "more", "create table more (n int)")), Cancellation)));

        Assert.Equal(2L, await Ask<long>("select count(*) from schema_versions"));
        Assert.Equal(2, _log.SoFar().Count(line => line.Contains("Applied", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_changed_script_is_refused_by_name()
    {
        await Apply(First, Second);

        var refused = await Assert.ThrowsAsync<SchemaException>(() => Apply(First with { Text = "create table other (n int)" }, Second));

        Assert.Contains("001_first.sql", refused.Message, StringComparison.Ordinal);
        Assert.False(await IsCurrent(new(1, "first", "create table other (n int)"), Second));
    }

    [Fact]
    public async Task Line_endings_and_a_byte_order_mark_are_not_a_change()
    {
        await Apply(First);

        await Apply(new SqlScript(1, "first", "\uFEFF" + First.Text.ReplaceLineEndings("\r\n")));

        Assert.Equal(1L, await Ask<long>("select count(*) from first"));
    }

    [Fact]
    public async Task A_newer_database_is_accepted_with_a_warning()
    {
        await Apply(First, Second);

        await Apply(First);

        Assert.True(await IsCurrent(First));
        Assert.StartsWith("Warning: ", await _log.Next("newer build (002, ours is 001)", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_slipped_in_below_an_applied_one_is_refused_by_name()
    {
        await Apply(Second with { Text = "create table second (n int)" });

        var refused = await Assert.ThrowsAsync<SchemaException>(() => Apply(First, new(2, "second", "create table second (n int)")));

        Assert.Contains("001_first.sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_behind_and_what_came_before_stays()
    {
        var failed = await Assert.ThrowsAsync<SchemaException>(() => Apply(First, new(2, "broken", "create table half (n int); select 1 / 0;")));

        Assert.Contains("002_broken.sql", failed.Message, StringComparison.Ordinal);
        Assert.True(await Ask<bool>("select to_regclass('half') is null"));
        Assert.True(await IsCurrent(First));
        await Apply(First, Second);
        Assert.True(await IsCurrent(First, Second));
    }

    [Fact]
    public void Two_scripts_with_one_number_are_refused() =>
        Assert.Contains("001", Assert.Throws<SchemaException>(() => new SchemaMigrator([First, new(1, "twin", "select 1")], _log)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_empty_database_is_not_current() => Assert.False(await IsCurrent(First));

    [Fact]
    public async Task The_scripts_of_this_build_apply_and_are_numbered_without_gaps()
    {
        var build = new SchemaMigrator(_log);

        await build.Apply(_database.DataSource, Cancellation);

        Assert.True(await build.IsCurrent(_database.DataSource, Cancellation));
        Assert.Equal(Enumerable.Range(1, SqlScripts.Embedded.Count), SqlScripts.Embedded.Select(script => script.Number));
        Assert.Equal(21L, await Ask<long>("select count(*) from orleansquery"));
    }

    private Task Apply(params SqlScript[] scripts) => new SchemaMigrator(scripts, _log).Apply(_database.DataSource, Cancellation);

    private Task<bool> IsCurrent(params SqlScript[] scripts) => new SchemaMigrator(scripts, _log).IsCurrent(_database.DataSource, Cancellation);

    private async Task<T> Ask<T>(string sql)
    {
        await using var command = _database.DataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
