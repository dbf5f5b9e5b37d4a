using System.Security.Claims;

namespace OrleansSms.Members;

/// <summary>Tells an open page that its session is over.</summary>
public interface ISessionWatch
{
    /// <summary>
    /// Calls back, on any thread and at most once, when the session of this person ended or is not any more what it was: revoked, the
    /// member switched off or removed, another role, a second factor asked for. Asks at once: what happened before counts too.
    /// </summary>
    IDisposable Watch(ClaimsPrincipal person, Action ended);
}

/// <summary>What the sign-in cookie's identity tells beside the usual claims.</summary>
public static class SessionClaims
{
    /// <summary>Id of the session.</summary>
    public const string Session = "session";

    /// <summary>There when a second factor has to be set up before anything else.</summary>
    public const string NeedsSecondFactor = "needs-second-factor";
}
