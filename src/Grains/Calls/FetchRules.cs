using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Calls;

/// <summary>What follows for a recording from each try to fetch it.</summary>
internal static class FetchRules
{
    /// <summary>After this a recording that the carrier does not have is not asked for any more.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    private static readonly ImmutableArray<TimeSpan> Pauses =
        [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    public static bool IsDue(CallRecording recording, DateTimeOffset now) =>
        recording is { Status: RecordingStatus.Waiting, FetchAt: { } at } && at <= now;

    public static CallRecording Kept(CallRecording recording, string contentType, long size) =>
        recording with { Status = RecordingStatus.Ready, ContentType = contentType, Size = size, FetchAt = null, Problem = null };

    /// <summary>Also what waited through a long night of ours is asked for a few times before it is given up.</summary>
    public static CallRecording NotYet(CallRecording recording, DateTimeOffset now) =>
        recording.Tries >= Pauses.Length && now - recording.CreatedAt >= GiveUpAfter
            ? Failed(recording, RecordingProblems.GivenUp)
            : Later(recording, now);

    /// <summary>The carrier has it: what goes wrong on the way, or here, is no reason to lose it.</summary>
    public static CallRecording Interrupted(CallRecording recording, DateTimeOffset now) => Later(recording, now);

    public static CallRecording Failed(CallRecording recording, string problem) =>
        recording with { Status = RecordingStatus.Failed, Tries = recording.Tries + 1, FetchAt = null, Problem = problem };

    public static CallRecording Deleted(CallRecording recording) => recording with { Status = RecordingStatus.Deleted, FetchAt = null };

    private static CallRecording Later(CallRecording recording, DateTimeOffset now) =>
        recording with { Tries = recording.Tries + 1, FetchAt = now + Pauses[Math.Min(recording.Tries, Pauses.Length - 1)] };
}
