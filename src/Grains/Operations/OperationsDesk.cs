using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansSms.Audit;
using OrleansSms.Calls;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Operations;

namespace OrleansSms.Grains.Operations;

/// <inheritdoc cref="IOperations"/>
internal sealed class OperationsDesk(
    ICallers callers, IRoles roles, IOperationsBook book, SiloWatch silos, ITroubles troubles, IGrainFactory grains, IAuditLog log,
    IOptions<OperationsOptions> options, TimeProvider time) : IOperations
{
    private const int MostDoubts = 100;

    public string? Dashboard => options.Value.OrleansDashboard ? OperationsOptions.DashboardPath : null;

    public async Task<ImmutableArray<SiloState>> Silos(CancellationToken cancellation)
    {
        await Admin(cancellation);
        return await silos.Look(cancellation);
    }

    public async Task<ImmutableArray<LineOutbox>> Outbox(CancellationToken cancellation)
    {
        var shared = (await LinesOf(await Admin(cancellation), cancellation)).ToHashSet();
        var lines = await book.Outbox(time.Now(), cancellation);
        var others = lines.Where(line => !shared.Contains(line.Line!)).ToList();
        return [.. lines.Except(others), .. others.Count == 0 ? [] : (LineOutbox[])[Together(others)]];
    }

    public async Task<ImmutableArray<OpenDoubt>> Doubts(CancellationToken cancellation) =>
        await book.Doubts((await Admin(cancellation)).By.UserId, MostDoubts, cancellation);

    public async Task<ImmutableArray<Trouble>> Troubles(CancellationToken cancellation)
    {
        await Admin(cancellation);
        return troubles.Newest();
    }

    public async Task<int> TryNow(string line, CancellationToken cancellation)
    {
        await MayTouch(line, cancellation);
        var count = await book.HurryTries(line, time.Now(), cancellation);
        await grains.GetGrain<ILineGrain>(LineKey.For(line)).Wake();
        await Record(AuditActions.TriesHurried, line, count);
        return count;
    }

    public async Task<int> LookUpNow(string line, CancellationToken cancellation)
    {
        await MayTouch(line, cancellation);
        var count = await book.HurryLookUps(line, time.Now(), cancellation);
        await grains.GetGrain<ILineChecksGrain>(LineKey.For(line)).Wake();
        // Calls are asked for whenever their line is looked after.
        await grains.GetGrain<ILineCallsGrain>(LineKey.For(line)).Wake();
        await Record(AuditActions.DoubtsLookedUp, line, count);
        return count;
    }

    private static LineOutbox Together(List<LineOutbox> lines) => new(
        null, null, lines.Sum(line => line.Waiting), lines.Min(line => line.WaitingSince), lines.Sum(line => line.Retrying), lines.Sum(line => line.Posting),
        lines.Sum(line => line.InDoubt), lines.Sum(line => line.CallsWaiting), lines.Sum(line => line.CallsInDoubt));

    private Task Record(string action, string line, int count) =>
        log.Write(AuditEntry.By(callers.Current, action, line, string.Create(CultureInfo.InvariantCulture, $"{count} texts")), CancellationToken.None);

    private async Task MayTouch(string line, CancellationToken cancellation)
    {
        if (!(await LinesOf(await Admin(cancellation), cancellation)).Contains(line))
        {
            throw new RefusedException(Refusals.LineNotFound, "This line does not exist or is not shared with you.");
        }
    }

    private Task<ImmutableArray<string>> LinesOf((Caller By, Role Role) admin, CancellationToken cancellation) =>
        book.Lines(admin.Role == Role.Owner ? null : admin.By.UserId, cancellation);

    private async Task<(Caller By, Role Role)> Admin(CancellationToken cancellation)
    {
        var caller = callers.Current;
        return caller.May(Scopes.Admin) && await roles.Of(caller.UserId, cancellation) is { } role and >= Role.Admin
            ? (caller, role)
            : throw new RefusedException(Refusals.NotAllowed, "Only owners and admins can look after the installation.");
    }
}
