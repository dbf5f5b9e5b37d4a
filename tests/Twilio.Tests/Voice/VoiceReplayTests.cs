using OrleansSms.Tray;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Voice;

/// <summary>What was kept of calls goes through the same understanding again, where that still makes sense.</summary>
public sealed class VoiceReplayTests
{
    private static readonly (string, string)[] Call = [("CallSid", Some.CallSid), ("AccountSid", Some.AccountSid)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reports_recordings_and_transcripts_find_the_call_that_is_there_now()
    {
        await using var receiver = await Receiver.Start();
        await receiver.Post(Receiver.Voice + "status", [.. Call, ("CallStatus", "completed")]);
        await receiver.Post(Receiver.Voice + "recording", [.. Call, ("RecordingSid", Some.RecordingSid), ("RecordingStatus", "completed")]);
        await receiver.Post(Receiver.Voice + "transcript", [.. Call, ("RecordingSid", Some.RecordingSid), ("TranscriptionText", "Hello")]);
        var kept = receiver.World.Tray.Select(entry => entry.Id).ToList();
        Assert.Equal(3, kept.Count);
        Assert.False((await receiver.Get<IWebhookReplay>().Replay(kept[0], Cancellation)).Taken);

        receiver.Reception.Calls.Add(Some.Place);
        receiver.Reception.BySid[Some.CallSid] = Some.Place;
        foreach (var id in kept)
        {
            Assert.True((await receiver.Get<IWebhookReplay>().Replay(id, Cancellation)).Taken);
        }

        Assert.Single(receiver.Reception.Reported);
        Assert.Equal(2, receiver.Reception.Recorded.Count);
        Assert.All(receiver.World.Tray, entry => Assert.Equal(TrayState.Replayed, entry.State));
    }

    [Fact]
    public async Task All_that_came_of_calls_since_a_moment_is_replayed_in_its_order_once_they_are_known_and_what_is_older_is_left()
    {
        await using var receiver = await Receiver.Start();
        await receiver.Post(Receiver.Voice + "status", [.. Call, ("CallStatus", "ringing")]);
        receiver.Time.Advance(TimeSpan.FromMinutes(1));
        var since = receiver.Time.GetUtcNow();
        for (var sound = 0; sound < 60; sound++)
        {
            await receiver.Post(Receiver.Voice + "recording", [.. Call, ("RecordingSid", Sound(sound)), ("RecordingStatus", "completed")]);
            receiver.Time.Advance(TimeSpan.FromSeconds(1));
        }

        receiver.Reception.Calls.Add(Some.Place);
        receiver.Reception.BySid[Some.CallSid] = Some.Place;
        await receiver.Get<IWebhookReplay>().ReplayCalls(since, Cancellation);

        Assert.Equal(Enumerable.Range(0, 60).Select(Sound), receiver.Reception.Recorded.Select(recorded => recorded.Recording.Sid));
        Assert.Equal("call-status", Assert.Single(receiver.World.Tray, entry => entry.State == TrayState.Open).Kind);
        Assert.Empty(receiver.Reception.Reported);

        static string Sound(int number) => $"RE{number:x32}";
    }

    [Fact]
    public async Task A_question_of_a_call_that_is_over_is_not_asked_again()
    {
        await using var receiver = await Receiver.Start();
        await receiver.Post(Receiver.Voice + "bridge", Call);
        receiver.Reception.BySid[Some.CallSid] = Some.Place;

        var outcome = await receiver.Get<IWebhookReplay>().Replay(Assert.Single(receiver.World.Tray).Id, Cancellation);

        Assert.False(outcome.Taken);
        Assert.Contains("is over", outcome.Sentence, StringComparison.Ordinal);
        Assert.Empty(receiver.Reception.Asked);
    }
}
