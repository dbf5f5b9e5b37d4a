using OrleansSms.Calls;
using OrleansSms.Grains.Calls;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class FetchRulesTests
{
    private static readonly CallRecording Waiting = RecordingScene.Waiting("RE1");

    [Theory]
    [InlineData(RecordingStatus.Waiting, 0, true)]
    [InlineData(RecordingStatus.Waiting, -1, true)]
    [InlineData(RecordingStatus.Waiting, 1, false)]
    [InlineData(RecordingStatus.Waiting, null, false)]
    [InlineData(RecordingStatus.InProgress, 0, false)]
    [InlineData(RecordingStatus.Ready, 0, false)]
    [InlineData(RecordingStatus.Absent, 0, false)]
    [InlineData(RecordingStatus.Failed, 0, false)]
    [InlineData(RecordingStatus.Deleted, 0, false)]
    public void What_waits_is_due_when_its_time_has_come(RecordingStatus status, int? inSeconds, bool due) => Assert.Equal(
        due, FetchRules.IsDue(Waiting with { Status = status, FetchAt = inSeconds is { } seconds ? Some.Now.AddSeconds(seconds) : null }, Some.Now));

    [Fact]
    public void The_pauses_grow_and_after_a_day_it_is_given_up()
    {
        var (recording, now, pauses) = (Waiting, Some.Now, new List<double>());
        while (recording.Status == RecordingStatus.Waiting)
        {
            recording = FetchRules.NotYet(recording, now);
            pauses.Add(((recording.FetchAt ?? now) - now).TotalSeconds);
            now = recording.FetchAt ?? now;
        }

        Assert.Equal([10, 30, 120, 600, 3600, 3600], pauses.Take(6));
        Assert.Equal((RecordingStatus.Failed, RecordingProblems.GivenUp, null), (recording.Status, recording.Problem, recording.FetchAt));
        Assert.InRange((now - Some.Now).TotalHours, 24, 25.5);
        Assert.Equal(pauses.Count, recording.Tries);
    }

    [Fact]
    public void What_waited_through_our_own_absence_is_tried_a_few_times_before_it_is_given_up()
    {
        var (recording, tries) = (Waiting with { CreatedAt = Some.Now.AddDays(-9) }, 0);
        while (recording.Status == RecordingStatus.Waiting)
        {
            recording = FetchRules.NotYet(recording, Some.Now);
            tries++;
        }

        Assert.Equal(6, tries);
    }

    [Fact]
    public void What_the_carrier_has_is_never_given_up()
    {
        var recording = Waiting with { CreatedAt = Some.Now.AddYears(-1), Tries = 1000 };

        var next = FetchRules.Interrupted(recording, Some.Now);

        Assert.Equal(
            (RecordingStatus.Waiting, null, Some.Now.AddHours(1), 1001), (next.Status, next.Problem, next.FetchAt!.Value, next.Tries));
    }

    [Fact]
    public void What_is_kept_has_no_problem_and_is_not_fetched_again()
    {
        var kept = FetchRules.Kept(FetchRules.Interrupted(Waiting, Some.Now), "audio/mpeg", 17);

        Assert.Equal(
            (RecordingStatus.Ready, "audio/mpeg", 17L, null, null, Waiting.Announcement),
            (kept.Status, kept.ContentType, kept.Size!.Value, kept.FetchAt, kept.Problem, kept.Announcement));
    }
}
