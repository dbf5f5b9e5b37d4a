using System.Collections.Immutable;
using OrleansSms.Tray;

namespace OrleansSms.Web.Tests.Tray;

/// <summary>A tray in memory, and a book of the doors.</summary>
internal sealed class TrayDouble : ITrayDesk
{
    public List<TrayEntry> Entries { get; } = [];

    public ImmutableArray<DoorCount> Book { get; set; } = [];

    public ImmutableArray<DoorStreak> Doors { get; set; } = [];

    /// <summary>What a replay comes to; null: it is understood now.</summary>
    public string? StillNot { get; set; }

    public Exception? Fault { get; set; }

    /// <summary>A replay waits for this.</summary>
    public Task Delay { get; set; } = Task.CompletedTask;

    public int Replays { get; private set; }

    public TrayEntry Add(string reason = "Not understood.", int minutesAgo = 0, string kind = "inbound")
    {
        var entry = new TrayEntry(Guid.NewGuid(), kind, "/api/v1/twilio/sms/webhook", "text/plain", "a=b", reason, Some.Noon.AddMinutes(-minutesAgo));
        Entries.Add(entry);
        return entry;
    }

    public Task<TrayEntry?> Find(Guid id, CancellationToken cancellation) => Task.FromResult(Entries.SingleOrDefault(entry => entry.Id == id));

    public Task<TrayList> List(TrayQuery query, CancellationToken cancellation)
    {
        var rows = Entries.Where(entry => query.State is null ? entry.State != TrayState.Open : entry.State == query.State)
            .Where(entry => query.After is not { } after || entry.ReceivedAt < after.ReceivedAt)
            .OrderByDescending(entry => entry.ReceivedAt).Take(query.Limit + 1).ToImmutableArray();
        return Task.FromResult(rows.Length <= query.Limit
            ? new TrayList(rows, null)
            : new(rows[..query.Limit], new(rows[query.Limit - 1].ReceivedAt, rows[query.Limit - 1].Id)));
    }

    public Task<ImmutableArray<TrayReason>> Reasons(CancellationToken cancellation) => Task.FromResult(Entries
        .Where(entry => entry.State == TrayState.Open).GroupBy(entry => (entry.Kind, entry.Reason))
        .Select(group => new TrayReason(group.Key.Kind, group.Key.Reason, group.Count())).ToImmutableArray());

    public Task<bool> Dismiss(Guid id, CancellationToken cancellation) => Settle(id, TrayState.Open, TrayState.Dismissed, null);

    public Task<bool> BringBack(Guid id, CancellationToken cancellation) => Settle(id, TrayState.Dismissed, TrayState.Open, null);

    private Task<bool> Settle(Guid id, TrayState from, TrayState to, string? outcome) =>
        Task.FromResult(Change(id, from, entry => entry with { State = to, Outcome = outcome, SettledAt = to == TrayState.Open ? null : Some.Noon }));

    private Task<bool> Tried(Guid id, string outcome) =>
        Task.FromResult(Change(id, TrayState.Open, entry => entry with { Outcome = outcome, TriedAt = Some.Noon }));

    public async Task<ReplayOutcome> Replay(Guid id, CancellationToken cancellation)
    {
        Replays++;
        await Delay;
        if (Fault is { } fault)
        {
            throw fault;
        }

        await (StillNot is { } reason
            ? Tried(id, reason)
            : Settle(id, TrayState.Open, TrayState.Replayed, "Understood now."));
        return new(StillNot is null, StillNot ?? "Understood now.");
    }

    public async Task<ReplayTotal> ReplayAll(TrayReason reason, CancellationToken cancellation)
    {
        foreach (var entry in Entries.Where(entry => entry.Reason == reason.Reason && entry.Kind == reason.Kind).ToList())
        {
            await Replay(entry.Id, cancellation);
        }

        return new(reason.Count, 0);
    }

    public Task<ImmutableArray<DoorCount>> Counts(DateTimeOffset since, CancellationToken cancellation) => Task.FromResult(Book);

    public Task<DoorAlarm?> Alarm(CancellationToken cancellation) => Task.FromResult(DoorAlarm.Of(Doors, Some.Noon));

    private bool Change(Guid id, TrayState from, Func<TrayEntry, TrayEntry> change)
    {
        var place = Entries.FindIndex(entry => entry.Id == id && entry.State == from);
        if (place >= 0)
        {
            Entries[place] = change(Entries[place]);
        }

        return place >= 0;
    }
}
