using System.Collections.Frozen;
using OrleansSms.Audit;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What was done, in words for a person.</summary>
internal static class AuditWords
{
    private static readonly FrozenDictionary<string, Func<string>> Words = new Dictionary<string, Func<string>>
    {
        [AuditActions.SignedIn] = () => AuditTexts.DidSignedIn,
        [AuditActions.SignInFailed] = () => AuditTexts.DidSignInFailed,
        [AuditActions.SignedOut] = () => AuditTexts.DidSignedOut,
        [AuditActions.ProviderRefused] = () => AuditTexts.DidProviderRefused,
        [AuditActions.OwnerSetUp] = () => AuditTexts.DidOwnerSetUp,
        [AuditActions.TrayReplayed] = () => AuditTexts.DidTrayReplayed,
        [AuditActions.TrayDismissed] = () => AuditTexts.DidTrayDismissed,
        [AuditActions.TrayBroughtBack] = () => AuditTexts.DidTrayBroughtBack,
        [AuditActions.SweepStarted] = () => AuditTexts.DidSweepStarted,
        [AuditActions.TriesHurried] = () => AuditTexts.DidTriesHurried,
        [AuditActions.DoubtsLookedUp] = () => AuditTexts.DidDoubtsLookedUp,
        [AuditActions.TokenCreated] = () => AuditTexts.DidTokenCreated,
        [AuditActions.TokenRevoked] = () => AuditTexts.DidTokenRevoked,
        [AuditActions.TokenUsed] = () => AuditTexts.DidTokenUsed,
        [AuditActions.CarrierAccountAdded] = () => AuditTexts.DidCarrierAccountAdded,
        [AuditActions.CarrierAccountRenamed] = () => AuditTexts.DidCarrierAccountRenamed,
        [AuditActions.CarrierAccountRemoved] = () => AuditTexts.DidCarrierAccountRemoved,
        [AuditActions.CarrierTokenReplaced] = () => AuditTexts.DidCarrierTokenReplaced,
        [AuditActions.CarrierSecondaryTokenSet] = () => AuditTexts.DidCarrierSecondaryTokenSet,
        [AuditActions.CarrierSecondaryTokenCleared] = () => AuditTexts.DidCarrierSecondaryTokenCleared,
        [AuditActions.CarrierTokenPromoted] = () => AuditTexts.DidCarrierTokenPromoted,
        [AuditActions.CarrierKeySet] = () => AuditTexts.DidCarrierKeySet,
        [AuditActions.CarrierKeyCleared] = () => AuditTexts.DidCarrierKeyCleared,
        [AuditActions.CarrierNumberSetUp] = () => AuditTexts.DidCarrierNumberSetUp,
        [AuditActions.ContactsMerged] = () => AuditTexts.DidContactsMerged,
        [AuditActions.ContactMergeUndone] = () => AuditTexts.DidContactMergeUndone,
        [AuditActions.ContactsDeleted] = () => AuditTexts.DidContactsDeleted,
        [AuditActions.ContactsRestored] = () => AuditTexts.DidContactsRestored,
        [AuditActions.ContactsImported] = () => AuditTexts.DidContactsImported,
        [AuditActions.ContactsExported] = () => AuditTexts.DidContactsExported,
        [AuditActions.SessionEnded] = () => AuditTexts.DidSessionEnded,
        [AuditActions.OtherSessionsEnded] = () => AuditTexts.DidOtherSessionsEnded,
        [AuditActions.NameChanged] = () => AuditTexts.DidNameChanged,
        [AuditActions.EmailChanged] = () => AuditTexts.DidEmailChanged,
        [AuditActions.PasswordChanged] = () => AuditTexts.DidPasswordChanged,
        [AuditActions.PasswordResetSent] = () => AuditTexts.DidPasswordResetSent,
        [AuditActions.PasswordReset] = () => AuditTexts.DidPasswordReset,
        [AuditActions.SecondFactorSetUp] = () => AuditTexts.DidSecondFactorSetUp,
        [AuditActions.SecondFactorTurnedOff] = () => AuditTexts.DidSecondFactorTurnedOff,
        [AuditActions.SecondFactorRequired] = () => AuditTexts.DidSecondFactorRequired,
        [AuditActions.SecondFactorNotRequired] = () => AuditTexts.DidSecondFactorNotRequired,
        [AuditActions.RecoveryCodesMade] = () => AuditTexts.DidRecoveryCodesMade,
        [AuditActions.PasskeyAdded] = () => AuditTexts.DidPasskeyAdded,
        [AuditActions.PasskeyRemoved] = () => AuditTexts.DidPasskeyRemoved,
        [AuditActions.ProviderLinked] = () => AuditTexts.DidProviderLinked,
        [AuditActions.ProviderUnlinked] = () => AuditTexts.DidProviderUnlinked,
        [AuditActions.MemberInvited] = () => AuditTexts.DidMemberInvited,
        [AuditActions.InvitationRevoked] = () => AuditTexts.DidInvitationRevoked,
        [AuditActions.InvitationAccepted] = () => AuditTexts.DidInvitationAccepted,
        [AuditActions.RoleChanged] = () => AuditTexts.DidRoleChanged,
        [AuditActions.MemberSwitchedOff] = () => AuditTexts.DidMemberSwitchedOff,
        [AuditActions.MemberSwitchedOn] = () => AuditTexts.DidMemberSwitchedOn,
        [AuditActions.MemberRemoved] = () => AuditTexts.DidMemberRemoved,
        [AuditActions.TemplateSaved] = () => AuditTexts.DidTemplateSaved,
        [AuditActions.TemplateDeleted] = () => AuditTexts.DidTemplateDeleted,
        [AuditActions.TemplateRestored] = () => AuditTexts.DidTemplateRestored,
        [AuditActions.LineGranted] = () => AuditTexts.DidLineGranted,
        [AuditActions.LineTaken] = () => AuditTexts.DidLineTaken,
        [AuditActions.LineVoiceChanged] = () => AuditTexts.DidLineVoiceChanged,
        [AuditActions.LineGreetingSet] = () => AuditTexts.DidLineGreetingSet,
        [AuditActions.LineGreetingRemoved] = () => AuditTexts.DidLineGreetingRemoved,
        [AuditActions.PhoneChanged] = () => AuditTexts.DidPhoneChanged,
        [AuditActions.AuditExported] = () => AuditTexts.DidAuditExported,
    }.ToFrozenDictionary();

    /// <summary>Null: an action of another build.</summary>
    public static string? Known(string action) => Words.TryGetValue(action, out var words) ? words() : null;

    public static string Action(string action) => Known(action) ?? char.ToUpperInvariant(action[0]) + action[1..].Replace('-', ' ');

    public static string Group(AuditGroup group) => group switch
    {
        AuditGroup.SignIns => AuditTexts.GroupSignIns,
        AuditGroup.People => AuditTexts.GroupPeople,
        AuditGroup.Lines => AuditTexts.GroupLines,
        AuditGroup.Carrier => AuditTexts.GroupCarrier,
        AuditGroup.Tokens => AuditTexts.GroupTokens,
        AuditGroup.Contacts => AuditTexts.GroupContacts,
        AuditGroup.Data => AuditTexts.GroupData,
        _ => group.ToString(),
    };
}
