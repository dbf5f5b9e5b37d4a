namespace OrleansSms.Members;

/// <summary>How long a session goes on.</summary>
/// <param name="CanStay">Whether using it makes it last longer; false: it has lasted as long as any may.</param>
public sealed record SessionTime(DateTimeOffset EndsAt, bool CanStay)
{
    /// <summary>A session that nobody uses is over after this.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>And any session after this, however busy.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);
}

/// <summary>Why a session is over.</summary>
public enum SessionEnd
{
    /// <summary>By somebody: signed out, ended from elsewhere, a new password, the member switched off.</summary>
    Ended,

    /// <summary>Nobody used it.</summary>
    Idle,

    /// <summary>It lasted as long as any may.</summary>
    Longest,
}
