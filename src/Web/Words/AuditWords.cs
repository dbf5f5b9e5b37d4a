using System.Collections.Frozen;
using OrleansSms.Audit;

namespace OrleansSms.Web.Words;

/// <summary>What was done, in words for a person.</summary>
internal static class AuditWords
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>
    {
        [AuditActions.SignedIn] = "Signed in",
        [AuditActions.SignInFailed] = "Could not sign in",
        [AuditActions.SignedOut] = "Signed out",
        [AuditActions.ProviderRefused] = "Could not sign in through the provider",
        [AuditActions.OwnerSetUp] = "Set up the installation",
        [AuditActions.TrayReplayed] = "Replayed from the tray",
        [AuditActions.TrayDismissed] = "Dismissed from the tray",
        [AuditActions.TrayBroughtBack] = "Brought back to the tray",
        [AuditActions.SweepStarted] = "Started a sweep",
        [AuditActions.TokenCreated] = "Made a token",
        [AuditActions.TokenRevoked] = "Revoked a token",
        [AuditActions.TokenUsed] = "Used the API",
        [AuditActions.CarrierAccountAdded] = "Added a carrier account",
        [AuditActions.CarrierAccountRenamed] = "Renamed a carrier account",
        [AuditActions.CarrierAccountRemoved] = "Removed a carrier account",
        [AuditActions.CarrierTokenReplaced] = "Replaced the token of a carrier account",
        [AuditActions.CarrierSecondaryTokenSet] = "Set the second token of a carrier account",
        [AuditActions.CarrierSecondaryTokenCleared] = "Removed the second token of a carrier account",
        [AuditActions.CarrierTokenPromoted] = "Made the second token of a carrier account the first",
        [AuditActions.CarrierKeySet] = "Set the API key of a carrier account",
        [AuditActions.CarrierKeyCleared] = "Removed the API key of a carrier account",
        [AuditActions.CarrierNumberSetUp] = "Set up a number at the carrier",
        [AuditActions.ContactsMerged] = "Merged contacts",
        [AuditActions.ContactMergeUndone] = "Undid a merge of contacts",
        [AuditActions.ContactsDeleted] = "Deleted from contacts",
        [AuditActions.ContactsRestored] = "Brought back contacts",
        [AuditActions.ContactsImported] = "Imported contacts",
        [AuditActions.ContactsExported] = "Exported contacts",
        [AuditActions.SessionEnded] = "Ended a session",
        [AuditActions.OtherSessionsEnded] = "Signed out everywhere else",
        [AuditActions.NameChanged] = "Changed a name",
        [AuditActions.EmailChanged] = "Changed an e-mail address",
        [AuditActions.PasswordChanged] = "Changed the password",
        [AuditActions.PasswordResetSent] = "Asked for a new password",
        [AuditActions.PasswordReset] = "Set a new password",
        [AuditActions.SecondFactorSetUp] = "Set up a second factor",
        [AuditActions.SecondFactorTurnedOff] = "Turned the second factor off",
        [AuditActions.SecondFactorRequired] = "Made the second factor required of everybody",
        [AuditActions.SecondFactorNotRequired] = "Made the second factor optional",
        [AuditActions.RecoveryCodesMade] = "Made new recovery codes",
        [AuditActions.PasskeyAdded] = "Added a passkey",
        [AuditActions.PasskeyRemoved] = "Removed a passkey",
        [AuditActions.ProviderLinked] = "Linked the account to the provider",
        [AuditActions.ProviderUnlinked] = "Unlinked the account from the provider",
        [AuditActions.MemberInvited] = "Invited somebody",
        [AuditActions.InvitationRevoked] = "Revoked an invitation",
        [AuditActions.InvitationAccepted] = "Joined by invitation",
        [AuditActions.RoleChanged] = "Changed a role",
        [AuditActions.MemberSwitchedOff] = "Switched an account off",
        [AuditActions.MemberSwitchedOn] = "Switched an account on",
        [AuditActions.MemberRemoved] = "Removed a member",
        [AuditActions.TemplateSaved] = "Saved a template of the team",
        [AuditActions.TemplateDeleted] = "Deleted a template of the team",
        [AuditActions.TemplateRestored] = "Brought back a template of the team",
        [AuditActions.LineGranted] = "Shared a number",
        [AuditActions.LineTaken] = "Took a number away",
        [AuditActions.AuditExported] = "Exported the audit log",
    }.ToFrozenDictionary();

    /// <summary>Null: an action of another build.</summary>
    public static string? Known(string action) => Words.TryGetValue(action, out var words) ? words : null;

    public static string Action(string action) => Known(action) ?? char.ToUpperInvariant(action[0]) + action[1..].Replace('-', ' ');

    public static string Group(AuditGroup group) => group switch
    {
        AuditGroup.SignIns => "Sign-ins",
        AuditGroup.People => "People",
        AuditGroup.Lines => "Numbers",
        AuditGroup.Carrier => "Carrier and tray",
        AuditGroup.Tokens => "API tokens",
        AuditGroup.Contacts => "Contacts",
        AuditGroup.Data => "Data taken out",
        _ => group.ToString(),
    };
}
