using System.Globalization;
using System.Text.RegularExpressions;
using OrleansSms.Conversations;
using OrleansSms.Postgres.Conversations;

namespace OrleansSms.Postgres.Tests.Conversations;

/// <summary>Asks Postgres itself what the statements of the store read.</summary>
public sealed partial class ThreadCostTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>
{
    private const string Page = "from sms_messages m where m.conversation_id = $1 and m.number < 2147483647 order by m.number desc limit 50";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Opening_and_changing_a_conversation_costs_the_same_with_ten_entries_and_with_two_hundred_thousand()
    {
        var (small, large) = (await Thread(10), await Thread(200_000));
        await database.DataSource.Execute("analyze sms_messages", [], Cancellation);

        foreach (var sql in (string[])[
            $"select {MessageRows.Columns} {Page}",
            "update sms_messages as m set status = 'sent' where m.conversation_id = $1 and m.number = 10"])
        {
            var (few, many) = (await Explain(sql, small), await Explain(sql, large));

            Assert.DoesNotContain("Seq Scan", many, StringComparison.Ordinal);
            // A larger tree is a level or two deeper, and a page of fifty is read instead of one of ten.
            Assert.InRange(Buffers(many), 1, Buffers(few) + 30);
        }
    }

    private async Task<ConversationId> Thread(int entries)
    {
        var id = new ConversationId(Guid.NewGuid());
        await database.DataSource.Execute("""
            insert into sms_messages (conversation_id, number, id, message_sid, from_number, to_number, body, direction, status, num_segments, date_created, date_updated)
            select $1, n, gen_random_uuid(), 'SM' || md5($1::text || n), '+447700900226', '+447700900001', 'hello', 'inbound', 'received', 1, now(), now()
            from generate_series(1, $2) n
            """, [Parameters.Uuid(id.Value), Parameters.Int(entries)], Cancellation);
        return id;
    }

    private async Task<string> Explain(string sql, ConversationId id)
    {
        var lines = await database.DataSource.Read($"explain (analyze, buffers, timing off, summary off) {sql}", [Parameters.Uuid(id.Value)], row => row.GetString(0), Cancellation);
        return string.Join('\n', lines);
    }

    /// <summary>Pages the whole statement touched: the first line of the plan sums up the others.</summary>
    private static int Buffers(string plan) => BufferCounts().Match(plan).Value.Split(' ')
        .Select(part => part.Split('=')).Where(part => part is ["hit" or "read", _]).Sum(part => int.Parse(part[1], CultureInfo.InvariantCulture));

    [GeneratedRegex("(hit|read)=[0-9]+( read=[0-9]+)?")]
    private static partial Regex BufferCounts();
}
