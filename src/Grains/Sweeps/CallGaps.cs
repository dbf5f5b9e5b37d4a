using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Sweeps;

/// <summary>What can be missing of a call that is known, and whether it is worth asking for.</summary>
internal static class CallGaps
{
    /// <summary>The carrier makes a call's recording ready, and corrects its list, within this.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    // As long as a call waits in the carrier's queue before it is not placed at all.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    // The carrier's clock is not ours, and its dates are to the second.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>How it ended, or for how long both talked, was not told.</summary>
    public static bool LacksEnd(Call call) => !call.Status.IsOver() || call is { Status: CallStatus.Completed, Seconds: null };

    /// <summary>It was recorded as far as is known, and no recording was told of.</summary>
    public static bool LacksRecording(Call call) =>
        call.Status.IsOver() && (call.Recordings.IsEmpty ? WasRecorded(call) : call.Recordings.Any(recording => recording.Status == RecordingStatus.InProgress));

    /// <summary>What is missing for good is asked for by the next looks, and then once a day for as long as these go back.</summary>
    public static bool IsWorthAsking(SweepProgress progress, ListedCall listed) =>
        progress.DeepAt == progress.StartedAt || progress.Watermark is not { } watermark || (listed.EndedAt ?? listed.BegunAt) >= watermark - Fresh;

    /// <summary>The call of ours that a strange one is, of which nobody heard whether it was placed; null: somebody else's.</summary>
    public static Call? Match(IEnumerable<Call> nameless, ListedCall listed) => nameless.FirstOrDefault(call =>
        call.CallSid is null && call.MemberNumber == listed.To && call.Timeline.Any(told => told.Word is CallWords.InDoubt or CallWords.GivenUp)
        && listed.BegunAt >= call.DateCreated - Skew && listed.BegunAt <= call.DateCreated + LongestWait);

    private static bool WasRecorded(Call call) =>
        call.Timeline.Any(told => told.Word == CallWords.Voicemail) || (call.AnsweredAt is not null && call.Timeline.Any(told => told.Word == CallWords.Announced));
}
