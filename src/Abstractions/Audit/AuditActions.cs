namespace OrleansSms.Audit;

/// <summary>The words of the audit log; each is written in one place only.</summary>
public static class AuditActions
{
    public const string SignedIn = "signed-in";
    public const string SignInFailed = "sign-in-failed";
    public const string SignedOut = "signed-out";
    public const string CarrierAccountAdded = "carrier-account-added";
    public const string CarrierAccountRenamed = "carrier-account-renamed";
    public const string CarrierAccountRemoved = "carrier-account-removed";
    public const string CarrierTokenReplaced = "carrier-token-replaced";
    public const string CarrierSecondaryTokenSet = "carrier-secondary-token-set";
    public const string CarrierSecondaryTokenCleared = "carrier-secondary-token-cleared";
    public const string CarrierTokenPromoted = "carrier-token-promoted";
    public const string CarrierKeySet = "carrier-key-set";
    public const string CarrierKeyCleared = "carrier-key-cleared";
    public const string CarrierNumberSetUp = "carrier-number-set-up";
}
