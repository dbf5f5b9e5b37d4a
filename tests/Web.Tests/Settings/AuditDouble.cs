using System.Collections.Immutable;
using OrleansSms.Audit;

namespace OrleansSms.Web.Tests.Settings;

/// <summary>An audit log in memory; it finds everything, and keeps what it was asked.</summary>
internal sealed class AuditDouble : IAuditReader
{
    public List<AuditRecord> Records { get; } = [];

    public List<AuditQuery> Asked { get; } = [];

    public AuditSeal? Kept { get; private set; }

    public AuditVerdict Verdict { get; set; } = new(0, null, 0, []);

    public Exception? Fault { get; set; }

    public void Add(string action = AuditActions.SignedIn, string? who = "sam@example.com", string? subject = null, string? detail = null, string? token = null) =>
        Records.Insert(0, new(Records.Count + 1, Some.Noon, action, Some.Me, who, subject, detail, "192.0.2.1", token is null ? null : Guid.NewGuid()) { TokenName = token });

    public Task<AuditList> Page(AuditQuery query, CancellationToken cancellation)
    {
        Asked.Add(query);
        var rows = Records.Where(record => record.Number < (query.Before ?? long.MaxValue)).Take(query.Limit + 1).ToImmutableArray();
        return Fault is { } fault ? Task.FromException<AuditList>(fault)
            : Task.FromResult(rows.Length <= query.Limit ? new AuditList(rows, null) : new(rows[..query.Limit], rows[query.Limit - 1].Number));
    }

    public Task<IAsyncEnumerable<SealedRecord>> Export(AuditQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<AuditVerdict> Check(AuditSeal? kept, IProgress<long>? progress, CancellationToken cancellation)
    {
        Kept = kept;
        return Fault is { } fault ? Task.FromException<AuditVerdict>(fault) : Task.FromResult(Verdict);
    }
}
