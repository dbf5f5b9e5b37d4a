using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Carrier;

namespace OrleansSms.TwilioSimulator.Recordings;

internal static class RecordingStatus
{
    public const string InProgress = "in-progress";
    public const string Paused = "paused";
    public const string Processing = "processing";
    public const string Completed = "completed";
    public const string Absent = "absent";
}

internal static class RecordingSource
{
    public const string OutboundApi = "OutboundAPI";
    public const string DialVerb = "DialVerb";
    public const string RecordVerb = "RecordVerb";
    public const string Api = "StartCallRecordingAPI";
}

/// <summary>How something is to be recorded, and who wants to hear of it.</summary>
internal sealed record RecordingOrder(string Source, int Channels, string Track, Subscription? Subscription)
{
    /// <summary>Where a transcript of a message is sent.</summary>
    public string? TranscribeUrl { get; init; }

    public string Says { get; init; } = "";
}

/// <summary>One recording. The tone is made when it is fetched. Changed only under the world's gate.</summary>
internal sealed class Recording : IArchived
{
    public required string Sid { get; init; }
    public required string AccountSid { get; init; }
    public required string CallSid { get; init; }
    public required RecordingOrder Order { get; init; }
    public required DateTimeOffset Started { get; init; }

    /// <summary>Where the file is: the resource on the API's own origin, without an extension.</summary>
    public required string Url { get; init; }
    public long Position { get; set; }
    public bool IsDeleted { get; set; }
    public string Status { get; set; } = RecordingStatus.InProgress;
    public DateTimeOffset Updated { get; set; }
    public DateTimeOffset? PausedSince { get; set; }
    public TimeSpan Paused { get; set; }

    /// <summary>Length in whole seconds, once it has ended.</summary>
    public int? Seconds { get; set; }
    public int? ErrorCode { get; set; }

    public string Source => Order.Source;

    public bool IsRunning => Status is RecordingStatus.InProgress or RecordingStatus.Paused;

    public string Path => $"/2010-04-01/Accounts/{AccountSid}/Recordings/{Sid}";
}
