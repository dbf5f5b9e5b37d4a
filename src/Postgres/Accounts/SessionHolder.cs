using OrleansSms.Members;

namespace OrleansSms.Postgres.Accounts;

/// <summary>Whose session it is, as it is remembered between changes.</summary>
/// <param name="NeedsSecondFactor">One is asked of everybody, and this member has none yet, here or where they came from.</param>
public sealed record SessionHolder(
    Guid Id, Guid UserId, string Email, string Name, Role Role, bool NeedsSecondFactor, DateTimeOffset ExpiresAt, DateTimeOffset LastSeenAt, DateTimeOffset CreatedAt)
{
    private long _lastSeen = LastSeenAt.UtcTicks;

    public SessionTime Time => new(ExpiresAt, CanStay: ExpiresAt < CreatedAt + SessionTime.Longest);

    /// <summary>True for the first who asks after this much time.</summary>
    internal bool IsUnseenFor(TimeSpan span, DateTimeOffset now)
    {
        var seen = Volatile.Read(ref _lastSeen);
        return now.UtcTicks - seen >= span.Ticks && Interlocked.CompareExchange(ref _lastSeen, now.UtcTicks, seen) == seen;
    }
}
