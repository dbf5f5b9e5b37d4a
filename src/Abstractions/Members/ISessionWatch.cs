using System.Security.Claims;

namespace OrleansSms.Members;

/// <summary>Tells an open page how long its session goes on, and that it is over.</summary>
public interface ISessionWatch
{
    /// <summary>
    /// Calls back, on any thread and at most once, when the session of this person ended or is not any more what it was: revoked, the
    /// member switched off or removed, another role, a second factor asked for. Asks at once: what happened before counts too.
    /// </summary>
    /// <param name="lasts">Told, on any thread, how long the session goes on, as soon as that is known and whenever it is found to be otherwise.</param>
    IDisposable Watch(ClaimsPrincipal person, Action ended, Action<SessionTime>? lasts = null);

    /// <summary>Asks again soon: a session that lasts on, or that is over by time, tells nobody by itself.</summary>
    void LookAgain();
}

/// <summary>What the sign-in cookie's identity tells beside the usual claims.</summary>
public static class SessionClaims
{
    /// <summary>Id of the session.</summary>
    public const string Session = "session";

    /// <summary>There when a second factor has to be set up before anything else.</summary>
    public const string NeedsSecondFactor = "needs-second-factor";
}
