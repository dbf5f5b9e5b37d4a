using System.Collections.Immutable;
using OrleansSms.Grains.Ports;
using OrleansSms.Tray;

namespace OrleansSms.TestKit.Tray;

/// <summary>Orphans in memory, held to the same contract as the real store.</summary>
public sealed class FakeOrphanStore(IMessageDirectory messages) : IOrphanStore
{
    private readonly Lock _gate = new();
    private readonly List<OrphanReport> _orphans = [];

    /// <summary>What was given up, as it went to the tray.</summary>
    public List<TrayEntry> Tray { get; } = [];

    /// <summary>Runs after an orphan was written.</summary>
    public Func<Task> AfterKeep { get; set; } = () => Task.CompletedTask;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _orphans.Count;
            }
        }
    }

    public async Task Keep(OrphanReport orphan, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            if (!_orphans.Exists(other => Key(other) == Key(orphan) || other.Raw.Id == orphan.Raw.Id))
            {
                _orphans.Add(orphan);
            }
        }

        await AfterKeep();
    }

    public Task<ImmutableArray<FoundOrphan>> Found(string messageSid, CancellationToken cancellation) =>
        Known([.. Sorted().Where(orphan => orphan.Report.MessageSid == messageSid)], cancellation);

    public async Task<OrphanRound> Look(Guid after, int limit, CancellationToken cancellation)
    {
        var looked = Sorted().Where(orphan => string.CompareOrdinal(orphan.Raw.Id.ToString(), after.ToString()) > 0).Take(limit).ToImmutableArray();
        return new(await Known(looked, cancellation), looked.Length < limit ? null : looked[^1].Raw.Id);
    }

    public async Task Remove(Guid id, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            _orphans.RemoveAll(orphan => orphan.Raw.Id == id);
        }
    }

    public async Task<int> GiveUp(DateTimeOffset before, string reason, int limit, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (_gate)
        {
            var old = _orphans.Where(orphan => orphan.Raw.ReceivedAt < before).OrderBy(orphan => orphan.Raw.ReceivedAt).Take(limit).ToList();
            old.ForEach(orphan => _orphans.Remove(orphan));
            Tray.AddRange(old.Select(orphan => orphan.Raw with { Reason = reason }));
            return old.Count;
        }
    }

    private static (string?, string, int?) Key(OrphanReport orphan) => (orphan.Report.MessageSid, orphan.Report.Word, orphan.Report.ErrorCode);

    private ImmutableArray<OrphanReport> Sorted()
    {
        lock (_gate)
        {
            return [.. _orphans.OrderBy(orphan => orphan.Raw.Id.ToString(), StringComparer.Ordinal)];
        }
    }

    private async Task<ImmutableArray<FoundOrphan>> Known(ImmutableArray<OrphanReport> orphans, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<FoundOrphan>();
        foreach (var (report, raw) in orphans)
        {
            if (await messages.FindBySid(report.MessageSid!, cancellation) is { } place && await messages.FindOutbound(place.MessageId, cancellation) is not null)
            {
                found.Add(new(raw.Id, place.ConversationId, report with { MessageId = place.MessageId }));
            }
        }

        return found.DrainToImmutable();
    }
}
