using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using OrleansSms.Tray;

namespace OrleansSms.Twilio.Inbound;

/// <summary>
/// Counts what comes to this host's doors, in memory: a flood costs an increment each. <see cref="DoorKeeper"/> writes it
/// down every few seconds. Refusals are also the metric <c>webhook.refused</c>.
/// </summary>
internal sealed class DoorTally
{
    public const string Meter = "OrleansSms.Twilio";

    // Reasons are ours or error codes of the carrier; should those be many, they are counted together.
    private const int MostRows = 500;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Row, Cell> _cells = new();
    private readonly Counter<long> _refused;
    private readonly TimeProvider _time;
    private readonly FrozenDictionary<string, Cell> _accepted;
    private readonly Lock _gate = new();
    private DoorStreak? _streak;

    public DoorTally(IMeterFactory meters, TimeProvider time)
    {
        _refused = meters.Create(Meter).CreateCounter<long>("webhook.refused", description: "Webhooks turned away at the door");
        _time = time;
        _accepted = Doors.All.ToFrozenDictionary(door => door, door => CellOf(new(door, DoorEvent.Accepted, "")), StringComparer.Ordinal);
    }

    /// <summary>What happened since this process started.</summary>
    public ImmutableArray<DoorCount> Counts =>
        [.. _cells.Where(pair => pair.Value.Count > 0).Select(pair => new DoorCount(pair.Key.Door, pair.Key.Kind, pair.Key.Reason, pair.Value.Count, pair.Value.LastAt))];

    /// <summary>What was turned away that should have been let in, since the last that was let in.</summary>
    public DoorStreak Streak
    {
        get
        {
            var accepted = _accepted.Values.Max(cell => cell.LastAt);
            return (Volatile.Read(ref _streak) ?? new(default, null, 0, null, null)) with
            {
                SeenAt = _time.GetUtcNow(),
                AcceptedAt = accepted == default ? null : accepted,
            };
        }
    }

    public void Accepted(string door)
    {
        _accepted[door].Add(_time.GetUtcNow());
        if (Volatile.Read(ref _streak) is not null)
        {
            Volatile.Write(ref _streak, null);
        }
    }

    /// <param name="errorCode">The carrier's, for what it met at the first address.</param>
    public void Fallback(string door, int errorCode) =>
        CellOf(new(door, DoorEvent.Fallback, errorCode == 0 ? "" : errorCode.ToString(System.Globalization.CultureInfo.InvariantCulture))).Add(_time.GetUtcNow());

    /// <param name="isOfCarrier">It looks like a webhook of the carrier; if it is one, our settings are wrong.</param>
    /// <returns>True when it is the first of its kind for a while: worth a line in the log, which a flood is not.</returns>
    public bool Refused(string door, Refusal refusal, bool isOfCarrier)
    {
        _refused.Add(1, new("door", door), new("reason", refusal.Code));
        var now = _time.GetUtcNow();
        if (isOfCarrier && refusal.IsOfSignature)
        {
            lock (_gate)
            {
                var streak = _streak;
                Volatile.Write(ref _streak, new(default, null, (streak?.Refused ?? 0) + 1, streak?.FirstAt ?? now, now));
            }
        }

        return now - CellOf(new(door, DoorEvent.Refused, refusal.Code)).Add(now) > Quiet;
    }

    private Cell CellOf(Row row) =>
        _cells.TryGetValue(row, out var cell) ? cell
        : _cells.GetOrAdd(_cells.Count < MostRows ? row : row with { Reason = "" }, static _ => new());

    private readonly record struct Row(string Door, DoorEvent Kind, string Reason);

    private sealed class Cell
    {
        private long _count;
        private long _lastAt;

        public long Count => Volatile.Read(ref _count);

        public DateTimeOffset LastAt => new(Volatile.Read(ref _lastAt), TimeSpan.Zero);

        /// <returns>When the one before came.</returns>
        public DateTimeOffset Add(DateTimeOffset now)
        {
            Interlocked.Increment(ref _count);
            return new(Interlocked.Exchange(ref _lastAt, now.UtcTicks), TimeSpan.Zero);
        }
    }
}
