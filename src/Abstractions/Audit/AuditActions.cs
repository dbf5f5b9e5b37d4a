namespace OrleansSms.Audit;

/// <summary>The words of the audit log; each is written in one place only.</summary>
public static class AuditActions
{
    public const string SignedIn = "signed-in";
    public const string SignInFailed = "sign-in-failed";
    public const string SignedOut = "signed-out";
}
