using System.Collections.Immutable;
using System.Globalization;
using OrleansSms.Audit;
using OrleansSms.Postgres.Audit;

namespace OrleansSms.Postgres.Checks;

/// <summary>Follows the audit log from its first row.</summary>
internal sealed class AuditCheck(AuditSeal? kept, IProgress<CheckProgress> progress) : ICheck
{
    private const int Step = 50_000;

    private static readonly Topic Topic = new(
        "audit-log", "Every row of the audit log is as it was written",
        "Somebody changed the table without the application. Hold it against a backup or an exported file from before, and find out who may sign in to the database.");

    public ImmutableArray<Topic> Topics => [Topic];

    public async Task<ImmutableArray<CheckResult>> Run(Snapshot snapshot, CancellationToken cancellation)
    {
        var chain = new AuditChain(kept);
        await snapshot.Each($"select {AuditRows.ChainColumns} from audit_log a order by a.number", [], row =>
        {
            chain.Next(AuditRows.ReadChained(row));
            if (chain.Rows % Step == 0)
            {
                progress.Report(new(Topic.Title, chain.Rows));
            }
        }, cancellation);
        var verdict = chain.End();
        return
        [
            Topic.Judge(verdict.Found, [.. verdict.First.Select(finding => new Offender(finding.Number.ToString(CultureInfo.InvariantCulture), finding.Sentence))])
                with { Note = verdict.Seal is { } seal ? $"up to {seal}" : null },
        ];
    }
}
