using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Calls;

/// <summary>Takes news of a recording in any order: what is known never gets less, until it is deleted.</summary>
internal static class RecordingFold
{
    /// <summary>More than anybody makes of one call; what comes after is not kept.</summary>
    private const int Most = 20;

    /// <summary>From least to most final.</summary>
    private static readonly ImmutableArray<RecordingStatus> Order =
    [
        RecordingStatus.InProgress, RecordingStatus.Waiting, RecordingStatus.Absent, RecordingStatus.Failed, RecordingStatus.Ready, RecordingStatus.Deleted,
    ];

    public static ImmutableArray<CallRecording> Fold(ImmutableArray<CallRecording> recordings, CallRecording news, DateTimeOffset now)
    {
        if (recordings.FirstOrDefault(one => one.Sid == news.Sid) is not { } known)
        {
            return recordings.Length < Most ? recordings.Add(Due(news, now)) : recordings;
        }

        var both = Due(Of(known, news), now);
        return both == known ? recordings : recordings.Replace(known, both);
    }

    private static CallRecording Of(CallRecording known, CallRecording news) => known with
    {
        Kind = known.Kind > news.Kind ? known.Kind : news.Kind,
        Status = Order.IndexOf(news.Status) > Order.IndexOf(known.Status) ? news.Status : known.Status,
        Seconds = known.Seconds > news.Seconds || news.Seconds is null ? known.Seconds : news.Seconds,
        Channels = Math.Max(known.Channels, news.Channels),
        Announcement = known.Announcement ?? news.Announcement,
        Transcript = known.Transcript ?? news.Transcript,
        Url = known.Url ?? news.Url,
        ContentType = known.ContentType ?? news.ContentType,
        Size = known.Size ?? news.Size,
        Tries = Math.Max(known.Tries, news.Tries),
        FetchAt = news.Tries > known.Tries ? news.FetchAt : known.FetchAt,
        Problem = known.Problem ?? news.Problem,
    };

    /// <summary>What waits with the carrier is fetched, at once when nobody tried yet. Of what is deleted the words go too, whenever they come.</summary>
    private static CallRecording Due(CallRecording recording, DateTimeOffset now) =>
        recording with
        {
            FetchAt = recording.Status == RecordingStatus.Waiting && recording.Url is not null ? recording.FetchAt ?? now : null,
            // What is here after all has no problem, whatever was said before.
            Problem = recording.Status == RecordingStatus.Ready ? null : recording.Problem,
            Transcript = recording.Status == RecordingStatus.Deleted ? null : recording.Transcript,
        };
}
