using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Postgres.Schema;

namespace OrleansSms.Postgres.Checks;

/// <summary>
/// Looks whether everything stored agrees with everything else. Writes nothing, and may run beside busy silos: it sees
/// one moment of the database.
/// </summary>
public static class Checkup
{
    /// <exception cref="NpgsqlException">The database could not be reached, or went away.</exception>
    /// <exception cref="SchemaException">There is nothing of ours in this database.</exception>
    public static async Task<CheckReport> Run(
        string connectionString, CheckLimits limits, IProgress<CheckProgress>? progress, CancellationToken cancellation)
    {
        progress ??= new Progress<CheckProgress>();
        await using var snapshot = await Snapshot.Take(connectionString, cancellation);
        if (!await snapshot.HasSchema(cancellation))
        {
            throw new SchemaException("This database holds no OrleansSms: check ConnectionStrings__Postgres, or start a silo on it first.");
        }

        var results = ImmutableArray.CreateBuilder<CheckResult>();
        results.AddRange(await Look(new SchemaCheck(SqlScripts.Embedded), snapshot, progress, cancellation));
        var isCurrent = results.All(result => result.First.All(script => script.Detail != SchemaCheck.Missing));
        ICheck[] checks =
        [
            .. IndexChecks.All, .. HeadChecks.All, new PreviewCheck(progress), .. OutboxChecks.All(limits), .. SearchChecks.All, .. TextChecks.All,
            new ReadingCheck(progress), new CallCheck(progress), new AuditCheck(limits.AuditSeal, progress),
        ];
        foreach (var check in checks)
        {
            results.AddRange(isCurrent
                ? await Look(check, snapshot, progress, cancellation)
                : check.Topics.Select(topic => topic.NotChecked("The schema is older than this build.")));
        }

        return new(snapshot.Database, snapshot.At, results.ToImmutable());
    }

    private static async Task<ImmutableArray<CheckResult>> Look(
        ICheck check, Snapshot snapshot, IProgress<CheckProgress> progress, CancellationToken cancellation)
    {
        progress.Report(new(check.Topics[0].Title, 0));
        try
        {
            return await snapshot.Apart(() => check.Run(snapshot, cancellation), cancellation);
        }
        catch (PostgresException refused) when (!refused.IsTransient && snapshot.IsOpen)
        {
            // A damaged page, a missing table, a role that may not see it: told in its place, and the rest is checked all the same.
            return [.. check.Topics.Select(topic => topic.NotChecked($"The database refuses: {refused.MessageText} ({refused.SqlState})."))];
        }
    }
}
