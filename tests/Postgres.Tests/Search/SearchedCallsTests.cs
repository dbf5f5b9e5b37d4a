using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Postgres.Checks;
using OrleansSms.Postgres.Search;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Search;

/// <summary>Calls are found by their people, and by what the carrier wrote down of them while it is there.</summary>
public sealed class SearchedCallsTests(QuickPostgresServer server) : SearchScene(server)
{
    [Fact]
    public async Task A_voicemail_is_found_by_what_was_said_with_the_words_marked()
    {
        var (thread, call) = await Ring(First);
        await Write(thread, call, RecordingStatus.Ready, "Hello, please call me back about the boiler.");
        await IndexAll();

        var hit = Assert.Single((await Find(Anna, "BOIL")).Messages);

        Assert.Equal((thread.Id, 1, call.Id, Direction.Inbound, CallStatus.Voicemail), (hit.ConversationId, hit.Number, hit.MessageId, hit.Direction, hit.Call));
        Assert.Equal(call.DateCreated, hit.At);
        Assert.Equal("boiler", Assert.Single(hit.Ranges) is var range ? hit.Snippet.Substring(range.Start, range.Length) : "");
    }

    [Fact]
    public async Task Whoever_only_called_is_found_by_the_number()
    {
        var (thread, _) = await Ring(First);
        await IndexAll();

        Assert.Equal(thread.Id, Assert.Single((await Find(Anna, "07700 900226")).People).ConversationId);
        Assert.Empty((await Find(Anna, "07700 900226")).Messages);
        Assert.Empty(await Wrong());
    }

    [Fact]
    public async Task What_is_written_down_late_is_found_once_however_often_it_is_told()
    {
        var (thread, call) = await Ring(First);
        await IndexAll();
        await Write(thread, call, RecordingStatus.Waiting, [null]);
        await IndexAll();
        Assert.Empty((await Find(Anna, "boiler")).Messages);

        await Write(thread, call, RecordingStatus.Waiting, "the boiler");
        await Write(thread, call, RecordingStatus.Ready, "the boiler");
        await IndexAll();
        await Write(thread, call, RecordingStatus.Ready, "the boiler", "and the boiler again");
        await Write(thread, call, RecordingStatus.Ready, "the boiler", "and the boiler again");
        await IndexAll();

        Assert.Equal(["the boiler and the boiler again"], await Bodies(Anna, "boiler"));
        Assert.Equal([1], await Database.Read("select count(*)::int from search_entries where of_call", [], row => row.GetInt32(0), Cancellation));
        Assert.Empty(await Wrong());
    }

    [Fact]
    public async Task A_call_that_is_only_reported_on_waits_for_no_index()
    {
        var (thread, call) = await Ring(First);
        await Write(thread, call, RecordingStatus.Ready, "the boiler");
        await IndexAll();

        await Write(thread, call with { Status = CallStatus.Missed, Seconds = 3 }, RecordingStatus.Ready, "the boiler");

        Assert.Equal(0, await Index.Step(100, Cancellation));
    }

    [Fact]
    public async Task With_the_recording_its_words_leave_the_index_and_those_of_others_stay()
    {
        await Say(First, "a boiler in a text");
        var (kept, other) = await Ring(First);
        await Write(kept, other, RecordingStatus.Ready, "my boiler too");
        var (thread, call) = await Ring(First);
        await Write(thread, call, RecordingStatus.Ready, "the boiler of mine");
        await IndexAll();

        await Write(thread, call, RecordingStatus.Deleted, "the boiler of mine");
        Assert.Equal(["my boiler too", "a boiler in a text"], await Bodies(Anna, "boiler"));
        await IndexAll();

        Assert.Equal(["my boiler too", "a boiler in a text"], await Bodies(Anna, "boiler"));
        Assert.Equal([0], await Database.Read(
            "select count(*)::int from search_entries where words::text like '%mine%'", [], row => row.GetInt32(0), Cancellation));
        Assert.Empty(await Wrong());
    }

    [Fact]
    public async Task Words_of_calls_are_found_on_the_members_lines_only()
    {
        foreach (var line in (string[])[First, Second])
        {
            var (thread, call) = await Ring(line);
            await Write(thread, call, RecordingStatus.Ready, $"the secret of {line}");
        }

        await IndexAll();

        Assert.Equal([$"the secret of {First}"], await Bodies(Anna, "secret"));
        Assert.Equal([$"the secret of {Second}", $"the secret of {First}"], await Bodies(Ben, "secret"));
        Assert.True((await Find(Guid.NewGuid(), "secret")).IsEmpty);
        Assert.True((await Find(Guid.NewGuid(), StoredThread.Contact)).IsEmpty);
    }

    [Fact]
    public async Task A_gap_and_a_leftover_are_seen_by_the_check_and_mended_by_a_rebuild()
    {
        await Say(First, "a text in the same block");
        var (lost, one) = await Ring(First);
        await Write(lost, one, RecordingStatus.Ready, "the lost one");
        var (left, two) = await Ring(First);
        await Write(left, two, RecordingStatus.Ready, "the one that was to go");
        await IndexAll();
        await Execute("delete from search_entries where conversation_id = $1", Uuid(lost.Id.Value));
        await Execute("update search_blocks set entries = entries - 1");
        await Execute("update calls set recordings = null where conversation_id = $1", Uuid(left.Id.Value));
        await Execute("delete from search_call_queue");
        await Execute("delete from search_people where conversation_id = $1", Uuid(left.Id.Value));

        Assert.Equal([("search-gaps", 1), ("search-people", 1), ("search-leftovers", 1)], await Wrong());

        await Index.Rebuild(Cancellation);
        Assert.Empty(await Wrong());
        await IndexAll();

        Assert.Empty(await Wrong());
        Assert.Equal(["the lost one"], await Bodies(Anna, "lost"));
        Assert.Equal(3, (await Find(Anna, StoredThread.Contact)).People.Length);
    }

    /// <summary>What the check finds wrong with searching, and how often.</summary>
    private async Task<IEnumerable<(string, long)>> Wrong() => (await Checkup.Run(ConnectionString, new(), null, Cancellation)).Results
        .Where(result => result.Name.StartsWith("search", StringComparison.Ordinal) && result.Outcome != CheckOutcome.Ok).Select(result => (result.Name, result.Found));
}
