using OrleansSms.Members;

namespace OrleansSms.Twilio.Accounts;

/// <summary>The lock before everything that touches carrier accounts.</summary>
internal static class OwnersOnly
{
    /// <exception cref="RefusedException">The caller is no owner, or a token that was not made for this.</exception>
    public static Caller Owner(this ICallers callers)
    {
        var caller = callers.Current;
        return caller.Role == Role.Owner && caller.May(Scopes.Admin)
            ? caller
            : throw new RefusedException(Refusals.NotAllowed, "Only owners can see and change the carrier's accounts.");
    }
}
