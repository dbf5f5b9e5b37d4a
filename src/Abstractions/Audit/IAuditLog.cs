namespace OrleansSms.Audit;

/// <summary>Who did what to what, when and from where. Rows are added and never changed; each is chained to the one before.</summary>
public interface IAuditLog
{
    /// <summary>Returns when the row is on disk. Whoever writes decides whether what it tells of may happen without it.</summary>
    Task Write(AuditEntry entry, CancellationToken cancellation);
}
