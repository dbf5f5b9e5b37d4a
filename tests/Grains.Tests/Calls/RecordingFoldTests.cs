using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Grains.Calls;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class RecordingFoldTests
{
    private static readonly CallRecording Started = new("RE1", RecordingKind.Call, RecordingStatus.InProgress, null, 1, null, null, null, Some.Now);
    private static readonly CallRecording Done = Started with { Status = RecordingStatus.Waiting, Seconds = 31, Channels = 2, Url = "https://example.com/RE1" };
    private static readonly CallRecording Written = Started with { Transcript = "Hello, it is me." };
    private static readonly CallRecording Kept = Started with { Status = RecordingStatus.Ready, ContentType = "audio/x-wav", Size = 17 };

    [Fact]
    public void News_in_any_order_come_to_the_same()
    {
        CallRecording[] news = [Started, Done, Written, Kept];
        var expected = Fold(news);

        Assert.Equal((RecordingStatus.Ready, 31, 2, "Hello, it is me.", 17L, null), (expected.Status, expected.Seconds, expected.Channels, expected.Transcript, expected.Size, expected.FetchAt));
        foreach (var order in news.SelectMany((first, i) => news.Select((second, j) => (CallRecording[])[first, second, .. news])))
        {
            Assert.Equal(expected, Fold(order));
        }
    }

    [Fact]
    public void What_the_carrier_has_ready_is_fetched_at_once_and_after_a_try_in_vain_when_that_says()
    {
        Assert.Null(Fold(Started).FetchAt);
        Assert.Equal(Some.Now, Fold(Done).FetchAt);
        Assert.Equal(Some.Now.AddMinutes(2), Fold(Done, Done with { Tries = 1, FetchAt = Some.Now.AddMinutes(2) }).FetchAt);
        Assert.Equal(Some.Now.AddMinutes(2), Fold(Done, Done with { Tries = 1, FetchAt = Some.Now.AddMinutes(2) }, Done).FetchAt);
        Assert.Null(Fold(Done, Done with { Status = RecordingStatus.Failed, Problem = "too-large" }).FetchAt);
    }

    [Fact]
    public void What_was_deleted_stays_deleted() =>
        Assert.Equal(RecordingStatus.Deleted, Fold(Kept, Kept with { Status = RecordingStatus.Deleted }, Done, Kept).Status);

    [Fact]
    public void With_a_recording_goes_what_was_written_down_of_it_also_when_that_comes_late()
    {
        var deleted = Kept with { Status = RecordingStatus.Deleted };

        Assert.Null(Fold(Written, Kept, deleted).Transcript);
        Assert.Null(Fold(Kept, deleted, Written).Transcript);
        Assert.Equal(Written.Transcript, Fold(Kept, Written).Transcript);
    }

    [Fact]
    public void The_words_that_announced_it_stand_beside_it()
    {
        var call = Calls.Placed();
        call = CallFold.Fold(call, new(call.Id, CallLeg.Contact, CallWords.Announced, Text: "You are recorded."), Some.Now)!;

        Assert.Equal("You are recorded.", Assert.Single(CallFold.Keep(call, Done, Some.Now)!.Recordings).Announcement);
    }

    private static CallRecording Fold(params CallRecording[] news) =>
        Assert.Single(news.Aggregate(ImmutableArray<CallRecording>.Empty, (before, one) => RecordingFold.Fold(before, one, Some.Now)));
}
