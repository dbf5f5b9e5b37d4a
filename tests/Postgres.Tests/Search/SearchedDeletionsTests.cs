using OrleansSms.Conversations;
using OrleansSms.Postgres.Checks;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Postgres.Tests.Search;

/// <summary>A text whose time is over leaves no word in the index.</summary>
public sealed class SearchedDeletionsTests(QuickPostgresServer server) : SearchScene(server)
{
    [Fact]
    public async Task Deleted_texts_and_notes_leave_the_index_and_no_rebuild_brings_them_back()
    {
        var thread = await Say(First, "the secret boiler", "another boiler");
        await thread.Commit(thread.Note("a note of the boiler"));
        await IndexAll();

        await Delete(thread, 1, 3);
        Assert.Equal(["another boiler"], await Bodies(Anna, "boiler"));
        Assert.Empty(await Wrong());
        await IndexAll();

        Assert.Equal([2], await Numbers());
        Assert.Empty(await Wrong());
        await Index.Rebuild(Cancellation);
        await IndexAll();
        Assert.Equal([2], await Numbers());
        Assert.Equal(["another boiler"], await Bodies(Anna, "boiler"));
        Assert.Empty(await Wrong());
    }

    [Fact]
    public async Task What_was_written_anew_leaves_with_all_it_ever_said()
    {
        var thread = await Say(First, "see you on monday");
        await IndexAll();
        await Execute("update sms_messages set body = 'see you on tuesday'");
        await IndexAll();
        Assert.Equal([1, 1], await Numbers());

        await Delete(thread, 1);
        await IndexAll();

        Assert.Empty(await Numbers());
        Assert.Empty(await Wrong());
    }

    [Fact]
    public async Task What_is_deleted_before_it_was_indexed_never_is()
    {
        var thread = await Say(First, "the boiler");
        await Delete(thread, 1);
        await IndexAll();

        Assert.Empty(await Numbers());
        Assert.Single((await Find(Anna, "900226")).People);
        Assert.Empty(await Wrong());
    }

    [Fact]
    public async Task A_word_that_stays_behind_is_seen_by_the_check()
    {
        var thread = await Say(First, "the boiler");
        await IndexAll();
        await Delete(thread, 1);
        await Execute("delete from search_gone_queue");

        Assert.Equal([("search-leftovers", 1)], await Wrong());
    }

    private static async Task Delete(StoredThread thread, params int[] numbers)
    {
        var head = thread.Head!;
        Assert.True(await thread.Commit(new(
            head with { Version = head.Version + 1, TextsDeletedThrough = numbers.Max() }, null, OutboxStep.None, Read: null, Deleted: new([.. numbers], StoredThread.Now))));
    }

    private Task<System.Collections.Immutable.ImmutableArray<int>> Numbers() =>
        Database.Read("select number from search_entries order by number", [], row => row.GetInt32(0), Cancellation);

    private async Task<IEnumerable<(string, long)>> Wrong() => (await Checkup.Run(ConnectionString, new(), null, Cancellation)).Results
        .Where(result => result.Name.StartsWith("search", StringComparison.Ordinal) && result.Outcome != CheckOutcome.Ok).Select(result => (result.Name, result.Found));
}
