using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansSms.Tray;

/// <summary>What came to the carrier's doors on all hosts together, by the hour.</summary>
public interface IDoorBook
{
    /// <summary>One process's counts of its hours, and its streak. Always whole numbers, never differences: again changes nothing.</summary>
    Task Write(Guid source, ImmutableArray<DoorHour> hours, DoorStreak streak, CancellationToken cancellation);

    /// <summary>One row for every door, kind and reason that occurred in the hours since.</summary>
    Task<ImmutableArray<DoorCount>> Counts(DateTimeOffset since, CancellationToken cancellation);

    /// <summary>One for every process that wrote lately.</summary>
    Task<ImmutableArray<DoorStreak>> Streaks(CancellationToken cancellation);

    /// <summary>Forgets what is older.</summary>
    Task Prune(DateTimeOffset before, CancellationToken cancellation);
}

/// <summary>How often something happened at a door.</summary>
/// <param name="Door"><c>inbound</c> or <c>status</c> for texts; <c>call</c>, <c>call-status</c>, <c>recording</c> or <c>transcript</c> for calls.</param>
/// <param name="Reason">Of a refusal the stable code that the caller was answered, of a fallback the carrier's error code, else empty.</param>
/// <param name="LastAt">The newest, UTC.</param>
public sealed record DoorCount(string Door, DoorEvent Kind, string Reason, long Count, DateTimeOffset LastAt);

/// <summary>A count within one hour.</summary>
/// <param name="Hour">Its begin, UTC.</param>
public sealed record DoorHour(DateTimeOffset Hour, DoorCount Count);

/// <summary>What can happen at a door.</summary>
public enum DoorEvent
{
    /// <summary>Signed, and let in.</summary>
    [JsonStringEnumMemberName("accepted")] Accepted = 0,

    /// <summary>Turned away.</summary>
    [JsonStringEnumMemberName("refused")] Refused = 1,

    /// <summary>Let in, and the carrier had failed to reach us before: it used the fallback address.</summary>
    [JsonStringEnumMemberName("fallback")] Fallback = 2,
}
