namespace OrleansSms.Audit;

/// <summary>The words of the audit log; each is written in one place only. A new one also needs its group in <see cref="AuditGroups"/>.</summary>
public static class AuditActions
{
    public const string SignedIn = "signed-in";
    public const string SignInFailed = "sign-in-failed";
    public const string SignedOut = "signed-out";

    /// <summary>The first owner of the installation.</summary>
    public const string OwnerSetUp = "owner-set-up";

    public const string TrayReplayed = "tray-replayed";
    public const string TrayDismissed = "tray-dismissed";
    public const string TrayBroughtBack = "tray-brought-back";
    public const string SweepStarted = "sweep-started";

    public const string TokenCreated = "token-created";
    public const string TokenRevoked = "token-revoked";

    /// <summary>Once for each token, address and hour.</summary>
    public const string TokenUsed = "token-used";

    /// <summary>Rows of the audit log itself were taken out.</summary>
    public const string AuditExported = "audit-exported";

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
