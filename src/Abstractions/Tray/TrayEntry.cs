using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansSms.Tray;

/// <summary>One webhook as it came.</summary>
/// <param name="Kind">Which door it came to; named as in <see cref="DoorCount"/>.</param>
/// <param name="Target">Raw request target: path and query.</param>
/// <param name="ContentType">As sent.</param>
/// <param name="Body">The raw body as text.</param>
/// <param name="Reason">Why it was not understood, for a person.</param>
public sealed record TrayEntry(
    Guid Id,
    string Kind,
    string Target,
    string? ContentType,
    string Body,
    string Reason,
    DateTimeOffset ReceivedAt)
{
    public TrayState State { get; init; }

    /// <summary>When it was replayed or dismissed, UTC.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>The last replay that changed nothing, UTC.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>What came of the last replay, for a person.</summary>
    public string? Outcome { get; init; }
}

/// <summary>Where an entry stands.</summary>
public enum TrayState
{
    /// <summary>Waits for a person, or for a build that understands it.</summary>
    [JsonStringEnumMemberName("open")] Open = 0,

    /// <summary>Understood later: its effect stands.</summary>
    [JsonStringEnumMemberName("replayed")] Replayed = 1,

    /// <summary>A person put it away.</summary>
    [JsonStringEnumMemberName("dismissed")] Dismissed = 2,
}

/// <summary>Which entries to list.</summary>
/// <param name="State">Null: those that were settled, either way.</param>
/// <param name="Kind">Null: any.</param>
/// <param name="Reason">Null: any.</param>
/// <param name="After">From <see cref="TrayList.Next"/>.</param>
/// <param name="OldestFirst">For replaying in the order of arrival; people see the newest first.</param>
public sealed record TrayQuery(
    TrayState? State = TrayState.Open, string? Kind = null, string? Reason = null, TrayCursor? After = null, int Limit = 50, bool OldestFirst = false);

/// <summary>A place between two entries.</summary>
public readonly record struct TrayCursor(DateTimeOffset ReceivedAt, Guid Id);

/// <summary>A page of the tray.</summary>
/// <param name="Next">Null: that was all.</param>
public sealed record TrayList(ImmutableArray<TrayEntry> Entries, TrayCursor? Next);

/// <summary>How many open entries lie here for one reason.</summary>
public sealed record TrayReason(string Kind, string Reason, int Count);
