using System.Globalization;
using System.Text.RegularExpressions;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Calls;
using OrleansSms.Postgres.Tests.Conversations;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Calls;

/// <summary>Asks Postgres itself what a page of calls reads.</summary>
public sealed partial class CallPageCostTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>
{
    private readonly Guid _member = Guid.NewGuid();
    private readonly string _line = StoredThread.NewLine();
    private readonly string _other = StoredThread.NewLine();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_costs_the_same_with_ten_thousand_calls_and_with_fifty_thousand()
    {
        CallQuery[] queries = [new(Limit: 50), new(Missed: true, Limit: 50), new(_line, Direction.Outbound, Limit: 50), new(Cursor: "", Limit: 50)];
        await Share();
        await Many(5_000);
        var few = new List<int>();
        foreach (var query in queries)
        {
            few.Add(Buffers(await Explain(query)));
        }

        await Many(20_000);
        foreach (var (query, before) in queries.Zip(few))
        {
            var plan = await Explain(query);

            Assert.DoesNotContain("Seq Scan on calls", plan, StringComparison.Ordinal);
            Assert.Contains(query.Missed ? "calls_missed" : "calls_of_line", plan, StringComparison.Ordinal);
            // Each source stops when the page is full: no more rows of calls are ever sorted than two pages.
            Assert.All(RowsOfCalls().Matches(plan), rows => Assert.InRange(double.Parse(rows.Groups[1].Value, CultureInfo.InvariantCulture), 0, query.Limit * 2 + 2));
            // Larger trees are a level deeper, for every row that is looked at.
            Assert.True(Buffers(plan) <= before * 2 + 100, $"{before} pages were read of ten thousand calls, and now {Buffers(plan)}:\n{plan}");
        }
    }

    private async Task Share()
    {
        await database.DataSource.Execute(
            "insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values ($1, 'member', true, false, false, false, 0)",
            [Uuid(_member)], Cancellation);
        foreach (var line in (string[])[_line, _other])
        {
            await database.DataSource.Execute("insert into lines (number) values ($1)", [Text(line)], Cancellation);
            await database.DataSource.Execute("insert into line_members (line, user_id) values ($1, $2)", [Text(line), Uuid(_member)], Cancellation);
        }
    }

    /// <summary>Calls of as many conversations on each of the member's lines, every twentieth missed.</summary>
    private async Task Many(int each)
    {
        foreach (var line in (string[])[_line, _other])
        {
            await database.DataSource.Execute("""
                with made as (
                  insert into conversations (id, line, contact, version, last_number, sms_count, inbound_count, unread_count, state, opted_out, preview,
                    preview_direction, preview_status, last_activity_at, created_at, updated_at, preview_number)
                  select gen_random_uuid(), $1, md5($2::text || n), 1, 1, 0, 0, 0, 'open', false, '', 'outbound', 'received', now(), now(), now(), 1 from generate_series(1, $2) n
                  returning id, contact)
                insert into calls (conversation_id, number, id, direction, line, from_number, to_number, status, date_created, ended_at, date_updated, hang_up, recovered)
                select id, 1, gen_random_uuid(), 'outbound', $1, $1, contact, case row_number() over () % 20 when 0 then 'missed' else 'completed' end,
                  now() - row_number() over () * interval '1 minute', now(), now(), false, false from made
                """, [Text(line), Int(each)], Cancellation);
        }

        await database.DataSource.Execute("analyze calls; analyze conversations; analyze lines; analyze line_members", [], Cancellation);
    }

    private async Task<string> Explain(CallQuery query) => string.Join('\n', await new MembersDatabase(database.Members).Read(
        _member, $"explain (analyze, buffers, timing off, summary off) {CallQueries.Sql(query)}",
        [
            Uuid(_member), OptionalText(query.Line), OptionalText(query.Direction is { } direction ? Word.Of(direction) : null), Uuid(query.UserId), Time(query.From), Time(query.Until),
            Time(TimeProvider.System.GetUtcNow().AddMinutes(-100)), Uuid(Guid.Empty), Int(query.Limit + 1),
        ], row => row.GetString(0), Cancellation));

    /// <summary>Pages the whole statement touched: the first line of the plan sums up the others.</summary>
    private static int Buffers(string plan) => BufferCounts().Match(plan).Value.Split(' ')
        .Select(part => part.Split('=')).Where(part => part is ["hit" or "read", _]).Sum(part => int.Parse(part[1], CultureInfo.InvariantCulture));

    [GeneratedRegex("(hit|read)=[0-9]+( read=[0-9]+)?")]
    private static partial Regex BufferCounts();

    [GeneratedRegex("on calls k .*actual rows=([0-9.]+)")]
    private static partial Regex RowsOfCalls();
}
