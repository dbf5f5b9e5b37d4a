using System.Collections.Immutable;
using OrleansSms.Audit;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;
using OrleansSms.Sweeps;

namespace OrleansSms.Grains.Sweeps;

/// <inheritdoc cref="ISweeps"/>
internal sealed class Sweeps(ICallers callers, ISweepStore store, IGrainFactory grains, IAuditLog log, TimeProvider time) : ISweeps
{
    public async Task<ImmutableArray<LineSweep>> Lines(CancellationToken cancellation)
    {
        var userId = await Owner(cancellation);
        return [.. (await store.Of(userId, cancellation)).Select(line => new LineSweep(
            line.Number, line.Name, LookOf(line, SweepPass.Inbound), LookOf(line, SweepPass.Statuses), LookOf(line, SweepPass.Prices), LookOf(line, SweepPass.Calls)))];
    }

    public async Task SweepNow(string line, CancellationToken cancellation)
    {
        var userId = await Owner(cancellation);
        if (!(await store.Of(userId, cancellation)).Any(mine => mine.Number == line))
        {
            throw new RefusedException(Refusals.LineNotFound, "This line does not exist or is not shared with you.");
        }

        await store.Hurry(line, time.Now(), cancellation);
        await grains.GetGrain<ILineSweepGrain>(SweepKey.For(line)).Wake();
        await log.Write(AuditEntry.By(callers.Current, AuditActions.SweepStarted, line), CancellationToken.None);
    }

    private async Task<Guid> Owner(CancellationToken cancellation)
    {
        var caller = callers.Current;
        return caller.May(Scopes.Admin) && await store.IsOwner(caller.UserId, cancellation)
            ? caller.UserId
            : throw new RefusedException(Refusals.OwnersOnly, "Only an owner can look after sweeps.");
    }

    private static SweepLook LookOf(SweptLine line, SweepPass pass)
    {
        var progress = line.Passes.FirstOrDefault(one => one.Pass == pass) ?? new(line.Number, pass);
        return new(
            progress.Window is not null, progress.Pages, progress.Found, progress.Recovered, progress.RecoveredTotal, progress.Elsewhere,
            progress.StartedAt, progress.FinishedAt, progress.Fault, progress.NextAt);
    }
}
