using System.Collections.Immutable;

namespace OrleansSms.Audit;

/// <summary>Looking into the audit log, for owners and admins. Anybody else gets a <see cref="RefusedException"/>.</summary>
public interface IAuditReader
{
    /// <summary>One page, newest first.</summary>
    Task<AuditList> Page(AuditQuery query, CancellationToken cancellation);

    /// <summary>Everything that a query finds, oldest first, as a stream. That it was taken out is itself on record before the first row is read.</summary>
    /// <remarks><see cref="AuditQuery.Before"/> and <see cref="AuditQuery.Limit"/> mean nothing here.</remarks>
    Task<IAsyncEnumerable<SealedRecord>> Export(AuditQuery query, CancellationToken cancellation);

    /// <summary>Follows the whole log and tells whether every row is as it was written.</summary>
    /// <param name="kept">Where the log stood once; null: only the rows themselves are looked at.</param>
    /// <param name="progress">Rows followed so far.</param>
    Task<AuditVerdict> Check(AuditSeal? kept, IProgress<long>? progress, CancellationToken cancellation);
}

/// <summary>Which rows to read.</summary>
/// <param name="Who">Part of the e-mail address of who did it.</param>
/// <param name="Until">Not included.</param>
/// <param name="Text">Part of the subject or the detail.</param>
/// <param name="Before">From <see cref="AuditList.NextBefore"/>.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record AuditQuery(
    string? Who = null, AuditGroup? Group = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, string? Text = null,
    long? Before = null, int Limit = 50);

/// <summary>A page of the audit log.</summary>
/// <param name="NextBefore">Null: that was all.</param>
public sealed record AuditList(ImmutableArray<AuditRecord> Records, long? NextBefore);

/// <summary>A row with its hash, so that what was taken out can be held against the log later.</summary>
public sealed record SealedRecord(AuditRecord Record, AuditSeal Seal);
