using System.Globalization;
using System.Text.RegularExpressions;
using OrleansSms.Postgres.Conversations;
using OrleansSms.Postgres.Search;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Conversations;

/// <summary>Asks Postgres itself what it reads to find old texts, and to take them out of the index of searches.</summary>
public sealed partial class OldTextsCostTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>
{
    private const int Young = 100_000;
    private const int Page = 500;

    private static readonly DateTimeOffset Before = StoredThread.Now;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_costs_what_it_finds_however_many_texts_there_are()
    {
        await Say(Young, "$1 + make_interval(secs => n)");
        await database.DataSource.Execute("analyze", [], Cancellation);
        var nothing = await Buffers();
        await Say(20, "$1 - make_interval(secs => n)");
        var twenty = await Buffers();
        await Say(20_000, "$1 - make_interval(hours => 1, secs => n)");
        await database.DataSource.Execute("analyze", [], Cancellation);
        var page = await Buffers();

        Assert.InRange(nothing, 1, 40);
        Assert.InRange(twenty, 1, nothing + (20 * 20));
        Assert.InRange(page, 1, nothing + (Page * 20));
    }

    [Fact]
    public async Task What_leaves_the_index_is_found_by_its_time()
    {
        await Say(Young, "$1 + make_interval(secs => n)");
        await database.DataSource.Execute("analyze", [], Cancellation);

        var plan = await Explain(SearchRemoval.OfTexts, Uuids([.. Enumerable.Range(0, 200).Select(_ => Guid.NewGuid())]), Ints([.. Enumerable.Range(0, 200)]), Times([.. Enumerable.Range(0, 200).Select(i => Before.AddSeconds(i))]));

        Assert.Contains("search_entries_by_time", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on search_entries", plan, StringComparison.Ordinal);
    }

    private Task<int> Say(int texts, string at) => database.DataSource.Execute($"""
        with said as (
          insert into sms_messages (conversation_id, number, id, from_number, to_number, body, direction, status, num_segments, date_created, date_updated)
          select gen_random_uuid(), 1, gen_random_uuid(), '+447700900226', '+447700900001', 'hello', 'inbound', 'received', 1, {at}, $1
          from generate_series(1, $2) n
          returning conversation_id, number, date_created)
        insert into search_entries (conversation_id, number, line, at, words)
        select conversation_id, number, '+447700900001', date_created, array_to_tsvector(array['1:hello']) from said
        """, [Time(Before), Int(texts)], Cancellation);

    private async Task<int> Buffers()
    {
        var plan = await Explain(OldTexts.Sql, Time(Before), Time(DateTimeOffset.MinValue), Uuid(Guid.Empty), Int(0), Int(Page));
        Assert.DoesNotContain("Seq Scan on search_entries", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on sms_messages", plan, StringComparison.Ordinal);
        return BufferCounts().Match(plan).Value.Split(' ')
            .Select(part => part.Split('=')).Where(part => part is ["hit" or "read", _]).Sum(part => int.Parse(part[1], CultureInfo.InvariantCulture));
    }

    private async Task<string> Explain(string sql, params Npgsql.NpgsqlParameter[] parameters) => string.Join('\n', await database.DataSource.Read(
        $"explain (analyze, buffers, timing off, summary off) {sql}", parameters, row => row.GetString(0), Cancellation));

    [GeneratedRegex("(hit|read)=[0-9]+( read=[0-9]+)?")]
    private static partial Regex BufferCounts();
}
