using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Audit;
using OrleansSms.Grains.Ports;
using OrleansSms.Grains.Tray;
using OrleansSms.Members;
using OrleansSms.TestKit;
using OrleansSms.Tray;

namespace OrleansSms.Grains.Tests.Tray;

public sealed class TrayDeskTests
{
    private static readonly Guid Olga = Guid.NewGuid();
    private static readonly Guid Entry = Guid.NewGuid();

    private readonly AuditMemory _log = new();
    private readonly OneEntry _tray = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_owner_does_is_done_and_on_record()
    {
        var desk = Of(new Caller(Olga, Role.Owner, Address: "192.0.2.1"), Role.Owner);

        Assert.True(await desk.Dismiss(Entry, Cancellation));
        Assert.False(await desk.Dismiss(Entry, Cancellation));
        Assert.True(await desk.BringBack(Entry, Cancellation));
        await desk.Replay(Entry, Cancellation);
        await desk.ReplayAll(new("inbound", "Not understood.", 3), Cancellation);

        Assert.Equal(
            [
                new AuditEntry(AuditActions.TrayDismissed, Olga, Entry.ToString(), null, "192.0.2.1"),
                new(AuditActions.TrayBroughtBack, Olga, Entry.ToString(), null, "192.0.2.1"),
                new(AuditActions.TrayReplayed, Olga, Entry.ToString(), "Understood now.", "192.0.2.1"),
                new(AuditActions.TrayReplayed, Olga, "Not understood.", "2 understood, 1 left", "192.0.2.1"),
            ],
            _log.Entries);
    }

    [Theory]
    [InlineData(Role.Owner, Role.Admin, Scopes.All)]
    [InlineData(Role.Owner, null, Scopes.All)]
    [InlineData(Role.Member, Role.Member, Scopes.All)]
    [InlineData(Role.Owner, Role.Owner, Scopes.Read | Scopes.Send)]
    public async Task Nobody_else_sees_or_does_anything(Role asked, Role? now, Scopes scopes)
    {
        var desk = Of(new Caller(Olga, asked, scopes), now);

        foreach (var ask in new Func<Task>[]
        {
            () => desk.List(new(), Cancellation), () => desk.Find(Entry, Cancellation), () => desk.Reasons(Cancellation), () => desk.Alarm(Cancellation),
            () => desk.Counts(default, Cancellation), () => desk.Replay(Entry, Cancellation), () => desk.Dismiss(Entry, Cancellation),
            () => desk.BringBack(Entry, Cancellation), () => desk.ReplayAll(new("inbound", "", 1), Cancellation),
        })
        {
            Assert.Equal(Refusals.OwnersOnly, (await Assert.ThrowsAsync<RefusedException>(ask)).Code);
        }

        Assert.Empty(_log.Entries);
        Assert.Equal(TrayState.Open, _tray.State);
    }

    private TrayDesk Of(Caller caller, Role? now) => new(new AskedBy(caller), new Now(now), _tray, _tray, _tray, _log, new FakeTimeProvider());

    private sealed class Now(Role? role) : IRoles
    {
        public Task<Role?> Of(Guid userId, CancellationToken cancellation) => Task.FromResult(role);
    }

    /// <summary>A tray with one entry, and nothing at the doors.</summary>
    private sealed class OneEntry : IWebhookTray, IWebhookReplay, IDoorBook
    {
        public TrayState State { get; private set; }

        public Task<bool> Settle(Guid id, TrayState from, TrayState to, string? outcome, DateTimeOffset now, CancellationToken cancellation)
        {
            var moves = State == from;
            State = moves ? to : State;
            return Task.FromResult(moves);
        }

        public Task<ReplayOutcome> Replay(Guid id, CancellationToken cancellation) => Task.FromResult(new ReplayOutcome(true, "Understood now."));

        public Task<ReplayTotal> ReplayAll(TrayReason reason, CancellationToken cancellation) => Task.FromResult(new ReplayTotal(2, 1));

        public Task ReplayCalls(DateTimeOffset since, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<TrayEntry?> Find(Guid id, CancellationToken cancellation) => Task.FromResult<TrayEntry?>(null);

        public Task<TrayList> List(TrayQuery query, CancellationToken cancellation) => Task.FromResult(new TrayList([], null));

        public Task<ImmutableArray<TrayReason>> Reasons(CancellationToken cancellation) => Task.FromResult(ImmutableArray<TrayReason>.Empty);

        public Task<ImmutableArray<DoorCount>> Counts(DateTimeOffset since, CancellationToken cancellation) => Task.FromResult(ImmutableArray<DoorCount>.Empty);

        public Task<ImmutableArray<DoorStreak>> Streaks(CancellationToken cancellation) => Task.FromResult(ImmutableArray<DoorStreak>.Empty);

        public Task Keep(TrayEntry entry, CancellationToken cancellation) => throw new NotSupportedException();

        public Task Tried(Guid id, string outcome, DateTimeOffset now, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<int> Forget(DateTimeOffset settledBefore, int limit, CancellationToken cancellation) => throw new NotSupportedException();

        public Task Write(Guid source, ImmutableArray<DoorHour> hours, DoorStreak streak, CancellationToken cancellation) => throw new NotSupportedException();

        public Task Prune(DateTimeOffset before, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
