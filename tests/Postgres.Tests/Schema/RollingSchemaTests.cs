using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Postgres.Schema;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Schema;

/// <summary>Builds run side by side during an upgrade: the schema of the newer one has to do for the older.</summary>
public sealed class RollingSchemaTests(QuickPostgresServer server) : IAsyncLifetime
{
    /// <summary>No build ran beside those that brought the ones before it: accounts, roles and row-level security came under everything at once.</summary>
    private const int First = 15;

    private readonly List<SqlScript> _applied = [];
    private TestDatabase _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await server.CreateEmptyDatabase();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task No_script_takes_anything_from_the_build_before_it_or_asks_more_of_its_rows()
    {
        var broken = new List<string>();
        var before = await Promises.Of(_database.DataSource, Cancellation);
        foreach (var script in SqlScripts.Embedded)
        {
            await Apply(script);
            var after = await Promises.Of(_database.DataSource, Cancellation);
            broken.AddRange(script.Number < First ? [] : before.BrokenBy(after).Where(promise => !IsAnnounced(script, promise)).Select(promise => $"{script.File}: {promise}"));
            before = after;
        }

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Theory]
    [InlineData("drop table talk", "gone: table talk")]
    [InlineData("alter table talk drop column said", "gone: column talk.said text")]
    [InlineData("alter table talk rename column said to told", "gone: column talk.said text")]
    [InlineData("alter table talk alter column n type bigint", "gone: column talk.n integer")]
    [InlineData("drop function whisper(text)", "gone: function whisper(text) returns text")]
    [InlineData("drop index talk_n", "gone: key of talk USING btree (n)")]
    [InlineData("revoke insert on talk from public", "gone: for PUBLIC insert talk")]
    [InlineData("alter table talk add column by text not null", "new: talk by must be given")]
    [InlineData("alter table talk alter column said set not null", "new: talk said must be given")]
    [InlineData("alter table talk add check (n > 0)", "new: talk CHECK ((n > 0))")]
    [InlineData("create unique index on talk (said)", "new: talk is unique USING btree (said)")]
    [InlineData("alter table talk enable row level security", "new: talk has row-level security")]
    public async Task What_would_trip_the_older_build_is_found(string change, string broken)
    {
        await Apply(new(1, "talk", """
            create table talk (n int, said text);
            create unique index talk_n on talk (n);
            grant select, insert on talk to public;
            create function whisper(text) returns text language sql as 'select lower($1)';
            """));
        var before = await Promises.Of(_database.DataSource, Cancellation);

        await Apply(new(2, "change", change));

        Assert.Contains(broken, before.BrokenBy(await Promises.Of(_database.DataSource, Cancellation)));
    }

    [Theory]
    [InlineData("alter table talk add column by text")]
    [InlineData("alter table talk add column at timestamptz not null default now()")]
    [InlineData("create table more (n int not null primary key, check (n > 0)); create index on talk (said)")]
    [InlineData("create or replace function whisper(text) returns text language sql as 'select upper($1)'")]
    public async Task What_the_older_build_does_not_notice_is_no_breach(string change)
    {
        await Apply(new(1, "talk", "create table talk (n int, said text); create function whisper(text) returns text language sql as 'select lower($1)'"));
        var before = await Promises.Of(_database.DataSource, Cancellation);

        await Apply(new(2, "change", change));

        Assert.Empty(before.BrokenBy(await Promises.Of(_database.DataSource, Cancellation)));
    }

    /// <summary>The last step of a change that began releases ago: the script says what no build uses any more.</summary>
    private static bool IsAnnounced(SqlScript script, string promise) => script.Text.Split('\n').Contains($"-- contract: {promise}");

    private Task Apply(SqlScript script)
    {
        _applied.Add(script);
        return new SchemaMigrator(_applied, NullLogger<SchemaMigrator>.Instance).Apply(_database.DataSource, Cancellation);
    }
}
