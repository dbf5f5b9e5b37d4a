using OrleansSms.Conversations;
using OrleansSms.Members;
using OrleansSms.Search;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Postgres.Tests.Search;

public sealed class FindingTests(QuickPostgresServer server) : SearchScene(server)
{
    [Theory]
    [InlineData("the boiler is broken", "boiler")]
    [InlineData("the boiler is broken", "BOI")]
    [InlineData("the boiler is broken", "broken boil")]
    [InlineData("the boiler is broken", "\"boiler is\"")]
    [InlineData("Crème brûlée für Zoë", "creme BRULEE fur zoe")]
    [InlineData("Creme brulee", "crème brûlée")]
    [InlineData("Straße 12", "strasse 12")]
    [InlineData("I don't know", "dont")]
    [InlineData("I don’t know", "don't")]
    [InlineData("код 482913, никому", "КОД 4829")]
    [InlineData("see you 🎉 tonight", "🎉")]
    [InlineData("明日の会議は十時です", "会議")]
    [InlineData("明日の会議は十時です", "会議は十時")]
    [InlineData("明日の会議は十時です", "す")]
    [InlineData("ขอบคุณครับ", "ขอบคุณ")]
    [InlineData("안녕하세요 여러분", "하세요")]
    [InlineData("ｆｕｌｌ ｗｉｄｔｈ", "full width")]
    [InlineData("mail me at jo.smith@example.com", "smith@example")]
    [InlineData("it's at https://example.com/a?b=c", "example.com")]
    public async Task A_text_is_found_however_it_is_spelled(string body, string typed)
    {
        await Say(First, "something else", body, "and another");
        await IndexAll();

        var found = await Find(Anna, typed);

        var hit = Assert.Single(found.Messages);
        Assert.Equal((body, SearchOutcome.Complete), (hit.Snippet, found.Outcome));
        Assert.NotEmpty(hit.Ranges);
    }

    [Theory]
    [InlineData("\"broken boiler\"")]
    [InlineData("boiler warm")]
    [InlineData("oiler")]
    [InlineData("bo")]
    [InlineData("\"boil\"")]
    [InlineData("議会")]
    [InlineData("会明")]
    [InlineData("boil' | '#warm")]
    [InlineData("boil:*")]
    public async Task What_is_not_there_is_not_found(string typed)
    {
        await Say(First, "the boiler is broken at 100% 会議 明日");
        await IndexAll();

        Assert.Equal(typed == "boil:*" ? 1 : 0, (await Find(Anna, typed)).Messages.Length);
    }

    [Fact]
    public async Task A_stranger_finds_nothing_and_a_member_only_what_is_on_their_lines()
    {
        var (ours, theirs) = (await Say(First, "the secret of ours"), await Say(Second, "the secret of theirs"));
        await IndexAll();

        Assert.Equal([ours.Id], (await Find(Anna, "secret")).Messages.Select(hit => hit.ConversationId));
        Assert.Equal([ours.Id], (await Find(Anna, StoredThread.Contact)).People.Select(hit => hit.ConversationId));
        Assert.Equal([theirs.Id, ours.Id], (await Find(Ben, "secret")).Messages.Select(hit => hit.ConversationId));
        Assert.Equal([theirs.Id], (await Find(Ben, "secret", Second)).Messages.Select(hit => hit.ConversationId));
        Assert.True((await Find(Anna, "secret", Second)).IsEmpty);
        Assert.True((await Find(Guid.NewGuid(), "secret")).IsEmpty);
    }

    [Fact]
    public async Task The_hits_are_named_in_the_snippet()
    {
        await Say(First, new string('x', 50) + " then the Boiler broke,\nthe second boiler");
        await IndexAll();

        var hit = Assert.Single((await Find(Anna, "boiler")).Messages);

        Assert.Equal(["Boiler", "boiler"], hit.Ranges.Select(range => hit.Snippet.Substring(range.Start, range.Length)));
        Assert.StartsWith("…", hit.Snippet, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', hit.Snippet);
    }

    [Fact]
    public async Task Notes_are_found_and_events_are_not()
    {
        var thread = await Say(First, "hello");
        await thread.Commit(thread.Note("ask about the warranty"));
        await IndexAll();

        var hit = Assert.Single((await Find(Anna, "warranty")).Messages);

        Assert.Equal((2, null, thread.Id), (hit.Number, hit.Direction, hit.ConversationId));
    }

    [Fact]
    public async Task Whole_words_come_before_beginnings_of_words_and_new_before_old()
    {
        await Say(First, "may I", "maybe", "in May", "maybe not");
        await IndexAll();

        Assert.Equal(["in May", "may I", "maybe not", "maybe"], await Bodies(Anna, "may"));
    }

    [Theory]
    [InlineData("07700 900226")]
    [InlineData("+44 (0)7700 900-226")]
    [InlineData("900226")]
    [InlineData("0022")]
    public async Task A_person_is_found_by_any_part_of_the_number_in_any_spelling(string typed)
    {
        var thread = await Say(First, "hello");
        await IndexAll();

        var hit = Assert.Single((await Find(Anna, typed)).People);

        Assert.Equal((thread.Id, First, StoredThread.Contact), (hit.ConversationId, hit.Line, hit.Contact));
        Assert.Empty((await Find(Anna, "07700 900227")).People);
    }

    [Fact]
    public async Task A_person_is_found_by_what_they_are_called_as_long_as_they_are_in_the_book()
    {
        var (thread, book) = (await Say(First, "hello"), Guid.NewGuid());
        await Execute("""
            insert into contacts (id, name, company, email, notes, fields, tags, touched, version, sort_key, found_by, created_at, updated_at)
            values ($1, 'Zoë Müller', 'Smith & Co', '', '', '[]', '{}', '{}', 1, 'zoe muller', $2, now(), now())
            """, Parameters.Uuid(book), Parameters.Text("zoe muller\nsmith & co"));
        await Execute("insert into contact_numbers (number, contact_id, label, raw, position) values ($1, $2, '', '', 0)", Parameters.Text(StoredThread.Contact), Parameters.Uuid(book));
        await IndexAll();

        foreach (var typed in (string[])["zoe", "MÜLL", "muller zoë", "smith", "\"zoe muller\""])
        {
            Assert.Equal(thread.Id, Assert.Single((await Find(Anna, typed)).People).ConversationId);
        }

        Assert.Empty((await Find(Anna, "zoe smyth")).People);
        Assert.Empty((await Find(Guid.NewGuid(), "zoe")).People);
        await Execute("update contacts set deleted_at = now()");
        Assert.Empty((await Find(Anna, "zoe")).People);
    }

    [Fact]
    public async Task A_conversation_is_found_by_its_tag()
    {
        var thread = await Say(First, "hello");
        await Execute("update conversations set tags = '{\"big order\"}' where id = $1", Parameters.Uuid(thread.Id.Value));
        await IndexAll();

        Assert.Equal(thread.Id, Assert.Single((await Find(Anna, " Big  Order ")).People).ConversationId);
    }

    [Fact]
    public async Task Pages_miss_and_repeat_nothing_also_with_a_phrase_that_few_have()
    {
        foreach (var typed in (string[])["common word", "\"common word\""])
        {
            await Say(First, [.. Enumerable.Range(0, 23).Select(i => i % 2 == 0 ? $"a common word {typed.Length} {i}" : $"word {typed.Length} of common {i}")]);
            await IndexAll();
            var text = $"{typed} {typed.Length}";
            var (seen, cursor) = (new List<(ConversationId, int)>(), (string?)null);
            do
            {
                var page = await Find(Anna, text, cursor: cursor, limit: 4);
                Assert.InRange(page.Messages.Length, 0, 4);
                seen.AddRange(page.Messages.Select(hit => (hit.ConversationId, hit.Number)));
                cursor = page.NextCursor;
            }
            while (cursor is not null);

            Assert.Equal(typed[0] == '"' ? 12 : 23, seen.Count);
            Assert.Equal(seen.Count, seen.Distinct().Count());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  !?  ")]
    [InlineData("\"\"")]
    [InlineData("\0")]
    [InlineData("%%%")]
    public async Task Nothing_to_look_for_is_said(string typed) => Assert.Equal(SearchOutcome.NothingToFind, (await Find(Anna, typed)).Outcome);

    [Theory]
    [InlineData("")]
    [InlineData("bm90IGEgY3Vyc29y")]
    [InlineData("é")]
    public async Task A_cursor_that_no_search_gave_is_refused(string cursor) => Assert.Equal(
        Refusals.InvalidCursor, (await Assert.ThrowsAsync<RefusedException>(() => Find(Anna, "word", cursor: cursor))).Code);

    [Fact]
    public async Task A_token_that_may_not_read_finds_nothing() => Assert.Equal(
        Refusals.InsufficientScope, (await Assert.ThrowsAsync<RefusedException>(() => Asked(Anna, Scopes.Send).Find(new("word"), Cancellation))).Code);
}
