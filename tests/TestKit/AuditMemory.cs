using OrleansSms.Audit;

namespace OrleansSms.TestKit;

/// <summary>An audit log that tells what was written to it.</summary>
public sealed class AuditMemory : IAuditLog
{
    private readonly Lock _gate = new();
    private readonly List<AuditEntry> _entries = [];

    public IReadOnlyList<AuditEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    public Task Write(AuditEntry entry, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _entries.Add(entry);
        }

        return Task.CompletedTask;
    }
}
