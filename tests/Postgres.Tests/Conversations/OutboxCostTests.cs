using System.Globalization;
using System.Text.RegularExpressions;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Outbox;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Conversations;

/// <summary>Asks Postgres itself what a claim reads: no more with ten thousand texts in the queue than with ten.</summary>
public sealed partial class OutboxCostTests(ConversationDatabase database) : IClassFixture<ConversationDatabase>
{
    private const int Few = 10;
    private const int Many = 10_000;
    private static readonly DateTimeOffset Now = StoredThread.Now;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("one conversation", 1, "0")]
    [InlineData("a conversation each", 10_000, "0")]
    [InlineData("seven conversations", 7, "0")]
    [InlineData("put back or for later", 10_000, "n % 3600 + 1")]
    public async Task A_claim_costs_the_same_whatever_waits(string how, int conversations, string secondsUntilDue)
    {
        var (few, many) = (await Queue(Few, conversations, secondsUntilDue), await Queue(Many, conversations, secondsUntilDue));
        await database.DataSource.Execute("analyze", [], Cancellation);
        foreach (var line in (string[])[few, many])
        {
            // What is behind others is put out of the way once; from then on it is the state of things.
            await database.Ports.Outbox.Claim(line, new(Now, TimeSpan.FromMinutes(3), 4, StoredThread.NoPace), Cancellation);
        }

        // What that left behind is cleared away now, and not at whatever moment the server finds for it.
        await database.DataSource.Execute("vacuum outbox", [], Cancellation);

        var (little, much) = (await Buffers(few), await Buffers(many));

        // The trees are a level or two deeper, and up to four rows are claimed instead of those that were left.
        Assert.True(much <= little + 220, $"{how}: {little} pages with {Few}, {much} with {Many}");
        await database.DataSource.Execute("delete from outbox", [], Cancellation);
    }

    private async Task<string> Queue(int texts, int conversations, string secondsUntilDue)
    {
        var line = StoredThread.NewLine();
        conversations = Math.Min(conversations, texts);
        await database.DataSource.Execute($"""
            with threads as (select n, gen_random_uuid() as id from generate_series(0, $3 - 1) n),
            heads as (
              insert into conversations (
                id, line, contact, version, last_number, sms_count, inbound_count, unread_count, state, opted_out, preview,
                preview_direction, preview_status, last_activity_at, created_at, updated_at)
              select id, $1, '+447700900226', 1, $2, $2, 0, 0, 'open', false, '', 'outbound', 'queued', now(), now(), now() from threads),
            texts as (
              insert into sms_messages (
                conversation_id, number, id, from_number, to_number, body, direction, status, num_segments, date_created, date_updated)
              select threads.id, texts.n / $3 + 1, gen_random_uuid(), $1, '+447700900226', 'hello', 'outbound', 'queued', 1, now(), now()
              from generate_series(0, $2 - 1) as texts (n) join threads on threads.n = texts.n % $3
              returning conversation_id, number, id)
            insert into outbox (message_id, conversation_id, number, line, entered_at, due_at)
            select id, conversation_id, number, $1, $4, $4 + make_interval(secs => {secondsUntilDue})
            from (select *, row_number() over (order by number) as n from texts) as texts order by number
            """, [Text(line), Int(texts), Int(conversations), Time(Now)], Cancellation);
        return line;
    }

    /// <summary>Pages that one more claim touches, those of its locks and writes included.</summary>
    private async Task<int> Buffers(string line)
    {
        var lines = await database.DataSource.Read(
            $"explain (analyze, buffers, timing off, summary off) {OutboxClaims.Statement}",
            [Text(line), Time(Now), Time(Now.AddMinutes(3)), Int(4), Int(4), Double(10_000), Int(10_000)], row => row.GetString(0), Cancellation);
        return BufferCounts().Match(string.Join('\n', lines)).Value.Split(' ')
            .Select(part => part.Split('=')).Where(part => part is ["hit" or "read", _]).Sum(part => int.Parse(part[1], CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("(hit|read)=[0-9]+( read=[0-9]+)?")]
    private static partial Regex BufferCounts();
}
