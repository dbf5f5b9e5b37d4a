using OrleansSms.Postgres.Checks;
using OrleansSms.Postgres.Schema;
using OrleansSms.TestKit;
using static OrleansSms.Postgres.Tests.Checks.SoundData;

namespace OrleansSms.Postgres.Tests.Checks;

public sealed class CheckupTests(QuickPostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sound_database_has_nothing_to_tell_and_neither_has_an_empty_one()
    {
        await using var sound = await Create(server);
        await using var empty = await server.CreateDatabase();

        foreach (var database in new[] { sound, empty })
        {
            var report = await Check(database);

            Assert.Empty(report.Results.Where(result => result.Outcome != CheckOutcome.Ok));
            Assert.True(report is { IsSound: true, IsComplete: true });
            Assert.Equal(report.Results.Length, report.Results.Select(result => result.Name).Distinct().Count());
        }
    }

    [Fact]
    public async Task Nothing_is_written()
    {
        await using var database = await Create(server);
        await Damage(database, $"update conversations set sms_count = 99 where id = '{Anna}'");
        var before = await Everything(database);

        await Check(database);

        Assert.Equal(before, await Everything(database));
    }

    [Fact]
    public async Task The_moment_it_looks_at_refuses_every_write()
    {
        await using var database = await Create(server);
        await using var snapshot = await Snapshot.Take(database.ConnectionString, Cancellation);

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            snapshot.Apart(async () => { await snapshot.Each("delete from outbox", [], _ => { }, Cancellation); return 0; }, Cancellation));

        Assert.Equal(Npgsql.PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
        await Damage(database, "delete from outbox");
        var seen = 0;
        await snapshot.Each("select from outbox", [], _ => seen++, Cancellation);
        Assert.Equal(4, seen);
    }

    [Fact]
    public async Task Of_much_damage_the_first_are_named_and_all_are_counted()
    {
        await using var database = await Create(server);
        await Damage(database, """
            insert into sms_messages (conversation_id, number, id, from_number, to_number, body, direction, status, num_segments, date_created, date_updated)
            select gen_random_uuid(), 1, gen_random_uuid(), '+15550000001', '+15550000077', 'secret', 'outbound', 'nonsense', 1, now(), now() from generate_series(1, 1000)
            """);

        var report = await Check(database);

        Assert.Equal(["messages-without-conversation", "messages-readable"], report.Results.Where(result => result.Outcome == CheckOutcome.Wrong).Select(result => result.Name));
        Assert.All(report.Results.Where(result => result.Outcome == CheckOutcome.Wrong), result =>
        {
            Assert.Equal((1000, 5), (result.Found, result.First.Length));
            Assert.DoesNotContain(result.First, offender => $"{offender.Id} {offender.Detail}".Contains("secret", StringComparison.Ordinal) || offender.Detail.Contains('+', StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task How_long_a_message_may_wait_is_for_the_operator_to_say()
    {
        await using var database = await Create(server);
        await Damage(database, $"update outbox set due_at = now() - interval '40 minutes' where conversation_id = '{Anna}'");

        Assert.True((await Check(database)).IsSound);
        var strict = await Checkup.Run(database.ConnectionString, new() { Overdue = TimeSpan.FromMinutes(30) }, progress: null, Cancellation);
        Assert.Equal("overdue", Assert.Single(strict.Results, result => result.Outcome == CheckOutcome.Wrong).Name);
    }

    [Fact]
    public async Task What_the_database_refuses_is_not_checked_and_the_rest_is()
    {
        await using var database = await Create(server);
        await Damage(database, $"drop table read_positions; update sms_messages set status = 'sent' where conversation_id = '{Anna}' and number = 2");

        var report = await Check(database);

        Assert.False(report.IsComplete);
        Assert.Contains(report.Results, result => result is { Name: "read-positions", Outcome: CheckOutcome.NotChecked, Reason.Length: > 0 });
        Assert.Contains(report.Results, result => result is { Name: "unread-count", Outcome: CheckOutcome.NotChecked });
        Assert.Contains(report.Results, result => result is { Name: "statuses", Outcome: CheckOutcome.Wrong });
    }

    [Fact]
    public async Task A_role_that_is_shown_only_some_of_the_rows_is_refused()
    {
        await using var database = await Create(server);
        await Damage(database, """
            create role clerk_of_checks login password 'clerk';
            grant select on all tables in schema public to clerk_of_checks;
            alter table sms_messages enable row level security
            """);
        try
        {
            var clerk = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "clerk_of_checks", Password = "clerk" };

            var report = await Checkup.Run(clerk.ConnectionString, new(), progress: null, Cancellation);

            Assert.Contains(report.Results, result => result is { Name: "sms-count", Outcome: CheckOutcome.NotChecked });
            Assert.Contains(report.Results, result => result is { Name: "schema", Outcome: CheckOutcome.Ok });
        }
        finally
        {
            await Damage(database, "drop owned by clerk_of_checks; drop role clerk_of_checks");
        }
    }

    [Fact]
    public async Task An_older_schema_is_told_and_nothing_else_is_looked_at()
    {
        await using var database = await Create(server);
        await Damage(database, "delete from schema_versions where number = (select max(number) from schema_versions)");

        var report = await Check(database);

        Assert.Equal("schema", Assert.Single(report.Results, result => result.Outcome == CheckOutcome.Wrong).Name);
        Assert.All(report.Results.Skip(1), result => Assert.Equal(CheckOutcome.NotChecked, result.Outcome));
    }

    [Fact]
    public async Task A_database_of_somebody_else_is_not_checked()
    {
        await using var database = await server.CreateEmptyDatabase();

        await Assert.ThrowsAsync<SchemaException>(() => Check(database));
    }

    private static Task<CheckReport> Check(TestDatabase database) => Checkup.Run(database.ConnectionString, new(), progress: null, Cancellation);

    /// <summary>Every row with its place and the transaction that wrote it.</summary>
    private static async Task<string> Everything(TestDatabase database)
    {
        var tables = await database.DataSource.Read("select tablename from pg_tables where schemaname = 'public' order by 1", [], row => row.GetString(0), Cancellation);
        var all = tables.Select(table => $"select '{table}' as part, ctid::text as place, xmin::text as writer, t::text as content from {table} t");
        return string.Join('\n', await database.DataSource.Read(
            $"select part, place, writer, content from ({string.Join(" union all ", all)}) as everything order by 1, 2",
            [], row => $"{row.GetString(0)} {row.GetString(1)} {row.GetString(2)} {row.GetString(3)}", Cancellation));
    }
}
