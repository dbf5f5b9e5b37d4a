using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Calls;
using static OrleansSms.Grains.Tests.Calls.RecordingScene;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class RecordingFetchTests
{
    private readonly RecordingScene _scene = new();

    [Theory]
    [InlineData(Direction.Inbound)]
    [InlineData(Direction.Outbound)]
    public async Task What_is_due_is_kept_and_told(Direction direction)
    {
        var call = _scene.Add(direction, Waiting("RE1"), Waiting("RE2") with { Kind = RecordingKind.Voicemail });

        await _scene.Look();

        foreach (var sid in (string[])["RE1", "RE2"])
        {
            Assert.Equal(sid, _scene.File(call, sid));
            Assert.Equal((RecordingStatus.Ready, "audio/mpeg", 3L), (_scene.Now(call, sid).Status, _scene.Now(call, sid).ContentType, _scene.Now(call, sid).Size!.Value));
        }

        await _scene.Look();
        Assert.Equal(2, _scene.Asked.Count);
    }

    [Fact]
    public async Task What_is_not_due_is_left_alone()
    {
        _scene.Add(Waiting("RE1") with { FetchAt = Some.Now.AddSeconds(1) }, Waiting("RE2") with { Status = RecordingStatus.Ready, FetchAt = null });

        await _scene.Look();

        Assert.Empty(_scene.Asked);
    }

    [Fact]
    public async Task A_recording_that_comes_late_is_asked_for_again()
    {
        var call = _scene.Add(Waiting("RE1"));
        _scene.Answer = recording => Task.FromResult<RecordingAnswer>(recording.Tries < 3 ? new RecordingAnswer.NotYet("404") : Found("late"));

        foreach (var pause in (int[])[10, 30, 120])
        {
            await _scene.Look();
            Assert.Equal(_scene.Time.GetUtcNow().AddSeconds(pause), _scene.Now(call, "RE1").FetchAt);
            _scene.Time.Advance(TimeSpan.FromSeconds(pause));
        }

        await _scene.Look();
        Assert.Equal((RecordingStatus.Ready, "late"), (_scene.Now(call, "RE1").Status, _scene.File(call, "RE1")));
    }

    [Fact]
    public async Task What_is_never_to_be_had_is_not_asked_for_again()
    {
        var call = _scene.Add(Waiting("RE1"));
        _scene.Answer = _ => Task.FromResult<RecordingAnswer>(new RecordingAnswer.Refused("not-audio"));

        await _scene.Look();
        _scene.Time.Advance(TimeSpan.FromDays(1));
        await _scene.Look();

        Assert.Equal((RecordingStatus.Failed, "not-audio"), (_scene.Now(call, "RE1").Status, _scene.Now(call, "RE1").Problem));
        Assert.Single(_scene.Asked);
        Assert.Empty(_scene.Files.Files);
    }

    [Fact]
    public async Task One_that_turns_out_too_large_is_not_kept()
    {
        var call = _scene.Add(Waiting("RE1"));
        _scene.Answer = _ => Task.FromResult<RecordingAnswer>(new RecordingAnswer.Found(new BrokenStream(new RecordingTooLargeException()), "audio/mpeg"));

        await _scene.Look();

        Assert.Equal((RecordingStatus.Failed, RecordingProblems.TooLarge), (_scene.Now(call, "RE1").Status, _scene.Now(call, "RE1").Problem));
        Assert.Empty(_scene.Files.Files);
    }

    [Fact]
    public async Task A_line_that_is_cut_and_a_store_that_is_full_only_make_it_later()
    {
        var call = _scene.Add(Waiting("RE1"));
        _scene.Answer = _ => Task.FromResult<RecordingAnswer>(new RecordingAnswer.Found(new BrokenStream(), "audio/mpeg"));
        await _scene.Look();
        Assert.Equal((RecordingStatus.Waiting, 1), (_scene.Now(call, "RE1").Status, _scene.Now(call, "RE1").Tries));

        (_scene.Answer, _scene.KeepingFails) = (_ => Task.FromResult<RecordingAnswer>(Found("whole")), new IOException("No space left."));
        _scene.Time.Advance(TimeSpan.FromDays(3));
        await _scene.Look();
        Assert.Equal((RecordingStatus.Waiting, 2), (_scene.Now(call, "RE1").Status, _scene.Now(call, "RE1").Tries));

        _scene.KeepingFails = null;
        _scene.Time.Advance(TimeSpan.FromDays(3));
        await _scene.Look();
        Assert.Equal((RecordingStatus.Ready, null, "whole"), (_scene.Now(call, "RE1").Status, _scene.Now(call, "RE1").Problem, _scene.File(call, "RE1")));
    }

    [Fact]
    public async Task What_was_kept_and_not_told_is_kept_and_told_again()
    {
        var (call, neighbour) = (_scene.Add(Waiting("RE1")), _scene.Add(Waiting("RE2")));
        _scene.TellingFails = id => id == call.Id ? new TimeoutException() : null;

        await _scene.Look();
        Assert.Equal((RecordingStatus.Waiting, "RE1"), (_scene.Now(call, "RE1").Status, _scene.File(call, "RE1")));
        Assert.Equal(RecordingStatus.Ready, _scene.Now(neighbour, "RE2").Status);

        _scene.TellingFails = _ => null;
        await _scene.Look();
        Assert.Equal((RecordingStatus.Ready, "RE1"), (_scene.Now(call, "RE1").Status, _scene.File(call, "RE1")));
        Assert.Equal(3, _scene.Asked.Count);
    }

    [Fact]
    public async Task However_many_are_due_only_a_few_are_fetched_side_by_side()
    {
        var calls = Enumerable.Range(0, 130).Select(i => _scene.Add(Waiting($"RE{i}"))).ToList();
        var (running, most, four) = (0, 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _scene.Answer = async recording =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (now == 4)
            {
                four.TrySetResult();
            }

            // The first ones are there together, or the test does not go on.
            await four.Task;
            Interlocked.Decrement(ref running);
            return Found(recording.Sid);
        };

        await _scene.Look();

        Assert.Equal(4, most);
        Assert.All(calls, call => Assert.Equal(RecordingStatus.Ready, _scene.Now(call, call.Recordings[0].Sid).Status));
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); seen < now; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, now, seen);
        }
    }
}
