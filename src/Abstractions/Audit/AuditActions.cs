namespace OrleansSms.Audit;

/// <summary>The words of the audit log; each is written in one place only. A new one also needs its group in <see cref="AuditGroups"/>.</summary>
public static class AuditActions
{
    public const string SignedIn = "signed-in";
    public const string SignInFailed = "sign-in-failed";
    public const string SignedOut = "signed-out";

    /// <summary>Somebody came from the provider, or said so, and was not let in.</summary>
    public const string ProviderRefused = "provider-refused";

    /// <summary>The first owner of the installation.</summary>
    public const string OwnerSetUp = "owner-set-up";

    public const string TrayReplayed = "tray-replayed";
    public const string TrayDismissed = "tray-dismissed";
    public const string TrayBroughtBack = "tray-brought-back";
    public const string SweepStarted = "sweep-started";

    /// <summary>What waited for another try was tried at once.</summary>
    public const string TriesHurried = "tries-hurried";

    /// <summary>The carrier's records were asked by hand.</summary>
    public const string DoubtsLookedUp = "doubts-looked-up";

    public const string TokenCreated = "token-created";
    public const string TokenRevoked = "token-revoked";

    /// <summary>Once for each token, address and hour.</summary>
    public const string TokenUsed = "token-used";

    /// <summary>Rows of the audit log itself were taken out.</summary>
    public const string AuditExported = "audit-exported";

    public const string ContactsMerged = "contacts-merged";
    public const string ContactMergeUndone = "contact-merge-undone";
    public const string ContactsDeleted = "contacts-deleted";
    public const string ContactsRestored = "contacts-restored";
    public const string ContactsImported = "contacts-imported";
    public const string ContactsExported = "contacts-exported";

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
    public const string SessionEnded = "session-ended";
    public const string OtherSessionsEnded = "other-sessions-ended";
    public const string NameChanged = "name-changed";
    public const string EmailChanged = "email-changed";
    public const string PasswordChanged = "password-changed";
    public const string PasswordResetSent = "password-reset-sent";
    public const string PasswordReset = "password-reset";
    public const string SecondFactorSetUp = "second-factor-set-up";
    public const string SecondFactorTurnedOff = "second-factor-turned-off";
    public const string SecondFactorRequired = "second-factor-required";
    public const string SecondFactorNotRequired = "second-factor-not-required";
    public const string RecoveryCodesMade = "recovery-codes-made";
    public const string PasskeyAdded = "passkey-added";
    public const string PasskeyRemoved = "passkey-removed";
    public const string ProviderLinked = "provider-linked";
    public const string ProviderUnlinked = "provider-unlinked";
    public const string MemberInvited = "member-invited";
    public const string InvitationRevoked = "invitation-revoked";
    public const string InvitationAccepted = "invitation-accepted";
    public const string RoleChanged = "role-changed";
    public const string MemberSwitchedOff = "member-switched-off";
    public const string MemberSwitchedOn = "member-switched-on";
    public const string MemberRemoved = "member-removed";
    public const string TemplateSaved = "template-saved";
    public const string TemplateDeleted = "template-deleted";
    public const string TemplateRestored = "template-restored";
    public const string LineGranted = "line-granted";
    public const string LineTaken = "line-taken";
    public const string LineVoiceChanged = "line-voice-changed";
    public const string LineGreetingSet = "line-greeting-set";
    public const string LineGreetingRemoved = "line-greeting-removed";
    public const string PhoneChanged = "phone-changed";
}
