using Npgsql;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Checks;
using OrleansSms.Postgres.Search;
using OrleansSms.Search;
using OrleansSms.TestKit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Search;

public sealed class SearchIndexTests(QuickPostgresServer server) : SearchScene(server)
{
    [Fact]
    public async Task Every_message_is_found_by_any_of_its_words_by_everybody_who_may_and_by_nobody_else()
    {
        var random = new Random(7);
        string[] syllables = ["ba", "ké", "lo", "MI", "nu", "ñe", "ж", "会", "議", "🎉"];
        foreach (var line in (string[])[First, Second, First])
        {
            await Say(line, [.. Enumerable.Range(0, 20).Select(_ => string.Join(' ', Enumerable.Range(0, 1 + random.Next(6)).Select(_ =>
                string.Concat(Enumerable.Range(0, 1 + random.Next(4)).Select(_ => syllables[random.Next(syllables.Length)])))))]);
        }

        await IndexAll();
        var said = await Database.Read(
            "select m.conversation_id, m.number, m.body, c.line from sms_messages m join conversations c on c.id = m.conversation_id",
            [], row => (Id: row.GetGuid(0), Number: row.GetInt32(1), Body: row.GetString(2), Line: row.GetString(3)), Cancellation);
        foreach (var word in said.SelectMany(message => message.Body.Split(' ')).Distinct())
        {
            foreach (var (member, lines) in ((Guid, string[])[])[(Anna, [First]), (Ben, [First, Second]), (Guid.NewGuid(), [])])
            {
                var found = (await Find(member, word, limit: 100)).Messages.Select(hit => (hit.ConversationId.Value, hit.Number)).ToHashSet();

                Assert.Superset(said.Where(message => lines.Contains(message.Line) && message.Body.Split(' ').Contains(word)).Select(message => (message.Id, message.Number)).ToHashSet(), found);
                Assert.Subset(said.Where(message => lines.Contains(message.Line)).Select(message => (message.Id, message.Number)).ToHashSet(), found);
            }
        }
    }

    [Fact]
    public async Task Hits_of_many_blocks_come_in_order_whatever_came_late()
    {
        await Say(First, "word one", "word two", "word three");
        await IndexAll();
        // As if the block had been full, and an older text of the carrier's records came after it.
        await Execute("update search_blocks set entries = $1", Int(SearchIndex.BlockSize));
        await Say(First, "word four", "nothing");
        await Execute("update sms_messages set date_created = (select min(date_created) from sms_messages) - interval '1 hour' where body = 'nothing'");
        await Execute("update sms_messages set body = 'word zero' where body = 'nothing'");
        await IndexAll();

        Assert.Equal(["word four", "word three", "word two", "word one", "word zero"], await Bodies(Anna, "word"));
        var page = await Find(Anna, "word", limit: 2);
        Assert.Equal(["word two", "word one", "word zero"], (await Find(Anna, "word", cursor: page.NextCursor)).Messages.Select(hit => hit.Snippet));
        Assert.Equal(2, (await Database.Read("select id from search_blocks", [], row => row.GetInt32(0), Cancellation)).Length);
    }

    [Fact]
    public async Task What_is_not_committed_yet_is_not_lost_when_later_ones_are_indexed()
    {
        await using var connection = await Database.OpenConnectionAsync(Cancellation);
        await using var slow = await connection.BeginTransactionAsync(Cancellation);
        await using (var insert = new NpgsqlCommand("""
            insert into sms_messages (conversation_id, number, id, from_number, to_number, body, direction, status, num_segments, date_created, date_updated)
            select id, 2, gen_random_uuid(), '+1', line, 'slow to come', 'inbound', 'received', 1, now(), now() from conversations where id = $1
            """, connection) { Parameters = { Uuid((await Say(First, "the first")).Id.Value) } })
        {
            await insert.ExecuteNonQueryAsync(Cancellation);
        }

        await Say(First, "quick to come");
        await IndexAll();
        Assert.Empty(await Bodies(Anna, "slow"));
        await slow.CommitAsync(Cancellation);
        await IndexAll();

        Assert.Equal(["slow to come"], await Bodies(Anna, "slow"));
        Assert.Equal(["quick to come"], await Bodies(Anna, "quick"));
        Assert.Empty(await Wrong());
    }

    [Fact]
    public async Task A_text_that_is_written_anew_is_found_by_what_it_says_now()
    {
        await Say(First, "see you on monday", "another");
        await IndexAll();
        await Execute("update sms_messages set body = 'see you on tuesday' where body = 'see you on monday'");
        await IndexAll();

        Assert.Equal(["see you on tuesday"], await Bodies(Anna, "see"));
        Assert.Equal(["see you on tuesday"], await Bodies(Anna, "tuesday"));
        Assert.Empty(await Bodies(Anna, "monday"));
        Assert.Empty(await Wrong());
    }

    [Fact]
    public async Task While_one_silo_indexes_another_takes_nothing()
    {
        await Say(First, "hello");
        await using var other = await Database.OpenConnectionAsync(Cancellation);
        await using var held = await other.BeginTransactionAsync(Cancellation);
        await using (var take = new NpgsqlCommand("select pg_advisory_xact_lock($1)", other) { Parameters = { Long(SearchIndex.Lock) } })
        {
            await take.ExecuteNonQueryAsync(Cancellation);
        }

        Assert.Equal(0, await Index.Step(100, Cancellation));
        await held.RollbackAsync(Cancellation);

        Assert.Equal(1, await Index.Step(100, Cancellation));
    }

    [Fact]
    public async Task A_gap_is_seen_by_the_check_and_mended_by_a_rebuild()
    {
        var thread = await Say(First, "the lost one", "the one that is there");
        await thread.Commit(thread.Note("the note that was lost"));
        await IndexAll();
        await Execute("delete from search_entries where number <> 2");
        await Execute("delete from search_people");

        Assert.Equal([("search-gaps", 1), ("search-people", 1), ("search-blocks", 1)], await Wrong());

        await Index.Rebuild(Cancellation);
        Assert.Empty(await Wrong());
        await IndexAll();

        Assert.Empty(await Wrong());
        Assert.Equal(2, (await Find(Anna, "lost")).Messages.Length);
        Assert.Single((await Find(Anna, "900226")).People);
    }

    [Fact]
    public async Task When_all_connections_of_searching_are_taken_it_says_so_and_others_go_on()
    {
        await Say(First, "hello");
        await IndexAll();
        await using var one = await Searching.OpenConnectionAsync(Cancellation);
        await using var two = await Searching.OpenConnectionAsync(Cancellation);

        Assert.Equal((SearchOutcome.TooSlow, true), await Find(Anna, "hello") is var busy ? (busy.Outcome, busy.IsEmpty) : default);
        Assert.Equal(1, (await Say(First, "sending goes on")).Head!.SmsCount);
    }

    [Fact]
    public async Task Out_of_time_what_was_found_is_told_and_the_cursor_goes_on()
    {
        await Say(First, "word one");
        await IndexAll();
        await Execute("update search_blocks set entries = $1", Int(SearchIndex.BlockSize));
        await Say(First, "word two");
        await IndexAll();
        var messages = new MessageSearch(new MembersDatabase(Searching), TimeProvider.System);

        var (none, next, isCut) = await messages.Find(Anna, SearchWish.Of("word"), null, null, 10, TimeSpan.FromTicks(1), Cancellation);

        Assert.True(none.IsEmpty && isCut);
        var (rest, end, _) = await messages.Find(Anna, SearchWish.Of("word"), null, next, 10, TimeSpan.FromMinutes(1), Cancellation);
        Assert.Equal((2, (SearchCursor?)null), (rest.Length, end));
    }

    [Theory]
    [InlineData("select * from search_entries")]
    [InlineData("select * from search_queue")]
    [InlineData("select * from search_people")]
    [InlineData("select * from search_blocks")]
    public async Task The_index_itself_is_not_for_members(string sql) => Assert.Equal(
        PostgresErrorCodes.InsufficientPrivilege,
        (await Assert.ThrowsAsync<PostgresException>(() => new MembersDatabase(Searching).Read(Anna, sql, [], row => row.FieldCount, Cancellation))).SqlState);

    [Fact]
    public async Task Who_names_nobody_is_told_no_place()
    {
        await Say(First, "hello");
        await IndexAll();

        Assert.Empty(await Searching.Read("select conversation_id from search_words('''#hello''', null, null, null, null, 10, '1 minute')", [], row => row.GetGuid(0), Cancellation));
        Assert.Empty(await Searching.Read("select conversation_id from search_contacts('{%900%}', '{}', null, null, 10)", [], row => row.GetGuid(0), Cancellation));
    }

    /// <summary>What the check finds wrong with searching, and how often.</summary>
    private async Task<IEnumerable<(string, long)>> Wrong() => (await Checkup.Run(ConnectionString, new(), null, Cancellation)).Results
        .Where(result => result.Name.StartsWith("search", StringComparison.Ordinal) && result.Outcome != CheckOutcome.Ok).Select(result => (result.Name, result.Found));
}
