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
