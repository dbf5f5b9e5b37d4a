using System.Collections.Immutable;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Calls;

/// <summary>The book of kept recordings in memory.</summary>
public sealed class FakeRecordingBook : IRecordingBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RecordingKey, Row> _rows = [];

    public Task Kept(KeptRecording recording, DateTimeOffset now, CancellationToken cancellation) => Change(
        recording.Key, row => row is null ? new(recording, now) : row with { Recording = row.Recording with { Size = recording.Size } });

    public Task<ImmutableArray<KeptRecording>> AtCarrier(DateTimeOffset keptBefore, DateTimeOffset triedBefore, int limit, CancellationToken cancellation) =>
        Due(row => !row.IsGoneAtCarrier, keptBefore, triedBefore, limit);

    public Task<ImmutableArray<KeptRecording>> Here(DateTimeOffset keptBefore, DateTimeOffset triedBefore, int limit, CancellationToken cancellation) =>
        Due(row => row.Recording.IsHere, keptBefore, triedBefore, limit);

    public Task Tried(KeptRecording recording, DateTimeOffset now, CancellationToken cancellation) => Change(recording.Key, row => row is null ? null : row with { TriedAt = now });

    public Task GoneAtCarrier(KeptRecording recording, DateTimeOffset now, CancellationToken cancellation) =>
        Change(recording.Key, row => row is { Recording.IsHere: true } ? row with { IsGoneAtCarrier = true, TriedAt = null } : null);

    public Task GoneHere(KeptRecording recording, DateTimeOffset now, CancellationToken cancellation) =>
        Change(recording.Key, row => row is { IsGoneAtCarrier: false } ? row with { Recording = row.Recording with { IsHere = false }, TriedAt = null } : null);

    private Task Change(RecordingKey key, Func<Row?, Row?> change)
    {
        lock (_gate)
        {
            if (change(_rows.GetValueOrDefault(key)) is { } row)
            {
                _rows[key] = row;
            }
            else
            {
                _rows.Remove(key);
            }
        }

        return Task.CompletedTask;
    }

    private Task<ImmutableArray<KeptRecording>> Due(Func<Row, bool> still, DateTimeOffset keptBefore, DateTimeOffset triedBefore, int limit)
    {
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<KeptRecording>>([.. _rows.Values
                .Where(row => still(row) && row.KeptAt <= keptBefore && (row.TriedAt is null || row.TriedAt <= triedBefore))
                .OrderBy(row => row.TriedAt ?? DateTimeOffset.MinValue).ThenBy(row => row.KeptAt).Take(limit).Select(row => row.Recording)]);
        }
    }

    private sealed record Row(KeptRecording Recording, DateTimeOffset KeptAt)
    {
        public DateTimeOffset? TriedAt { get; init; }

        public bool IsGoneAtCarrier { get; init; }
    }
}
