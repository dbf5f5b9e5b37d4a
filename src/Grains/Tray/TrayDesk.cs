using System.Collections.Immutable;
using System.Globalization;
using OrleansSms.Audit;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;
using OrleansSms.Tray;

namespace OrleansSms.Grains.Tray;

/// <inheritdoc cref="ITrayDesk"/>
internal sealed class TrayDesk(
    ICallers callers, IRoles roles, IWebhookTray tray, IWebhookReplay replays, IDoorBook book, IAuditLog log, TimeProvider time) : ITrayDesk
{
    public async Task<TrayList> List(TrayQuery query, CancellationToken cancellation)
    {
        await Owner(cancellation);
        return await tray.List(query, cancellation);
    }

    public async Task<TrayEntry?> Find(Guid id, CancellationToken cancellation)
    {
        await Owner(cancellation);
        return await tray.Find(id, cancellation);
    }

    public async Task<ImmutableArray<TrayReason>> Reasons(CancellationToken cancellation)
    {
        await Owner(cancellation);
        return await tray.Reasons(cancellation);
    }

    public async Task<ImmutableArray<DoorCount>> Counts(DateTimeOffset since, CancellationToken cancellation)
    {
        await Owner(cancellation);
        return await book.Counts(since, cancellation);
    }

    public async Task<DoorAlarm?> Alarm(CancellationToken cancellation)
    {
        await Owner(cancellation);
        return DoorAlarm.Of(await book.Streaks(cancellation), time.GetUtcNow());
    }

    // What is done goes on record after it: a replay cannot be undone, and must not fail for want of a row about it before.

    public async Task<ReplayOutcome> Replay(Guid id, CancellationToken cancellation)
    {
        var owner = await Owner(cancellation);
        var outcome = await replays.Replay(id, cancellation);
        await Record(owner, AuditActions.TrayReplayed, id.ToString(), outcome.Sentence);
        return outcome;
    }

    public async Task<ReplayTotal> ReplayAll(TrayReason reason, CancellationToken cancellation)
    {
        var owner = await Owner(cancellation);
        var total = await replays.ReplayAll(reason, cancellation);
        await Record(owner, AuditActions.TrayReplayed, reason.Reason, string.Create(CultureInfo.InvariantCulture, $"{total.Taken} understood, {total.Left} left"));
        return total;
    }

    public Task<bool> Dismiss(Guid id, CancellationToken cancellation) =>
        Settle(id, TrayState.Open, TrayState.Dismissed, AuditActions.TrayDismissed, cancellation);

    public Task<bool> BringBack(Guid id, CancellationToken cancellation) =>
        Settle(id, TrayState.Dismissed, TrayState.Open, AuditActions.TrayBroughtBack, cancellation);

    private async Task<bool> Settle(Guid id, TrayState from, TrayState to, string action, CancellationToken cancellation)
    {
        var owner = await Owner(cancellation);
        var isSettled = await tray.Settle(id, from, to, null, time.GetUtcNow(), cancellation);
        if (isSettled)
        {
            await Record(owner, action, id.ToString(), null);
        }

        return isSettled;
    }

    private Task Record(Caller owner, string action, string subject, string? detail) =>
        log.Write(AuditEntry.By(owner, action, subject, detail), CancellationToken.None);

    private async Task<Caller> Owner(CancellationToken cancellation)
    {
        var caller = callers.Current;
        return caller.May(Scopes.Admin) && await roles.Of(caller.UserId, cancellation) == Role.Owner
            ? caller
            : throw new RefusedException(Refusals.OwnersOnly, "Only an owner can look after the tray.");
    }
}
