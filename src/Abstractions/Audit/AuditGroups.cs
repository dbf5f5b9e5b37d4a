using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansSms.Audit;

/// <summary>What actions have in common, for looking them up.</summary>
public enum AuditGroup
{
    /// <summary>Coming in and going out.</summary>
    [JsonStringEnumMemberName("sign-ins")] SignIns = 0,

    /// <summary>Members, their roles, and what protects their accounts.</summary>
    [JsonStringEnumMemberName("people")] People = 1,

    /// <summary>Lines and who is on them.</summary>
    [JsonStringEnumMemberName("lines")] Lines = 2,

    /// <summary>The carrier and what it sends us.</summary>
    [JsonStringEnumMemberName("carrier")] Carrier = 3,

    /// <summary>Tokens of the API and their use.</summary>
    [JsonStringEnumMemberName("tokens")] Tokens = 4,

    /// <summary>What was taken out or erased, and texts of the whole team.</summary>
    [JsonStringEnumMemberName("data")] Data = 5,

    /// <summary>The book of contacts.</summary>
    [JsonStringEnumMemberName("contacts")] Contacts = 6,
}

/// <summary>Which action belongs to which group.</summary>
public static class AuditGroups
{
    private static readonly FrozenDictionary<string, AuditGroup> Groups = new Dictionary<string, AuditGroup>
    {
        [AuditActions.SignedIn] = AuditGroup.SignIns,
        [AuditActions.SignInFailed] = AuditGroup.SignIns,
        [AuditActions.SignedOut] = AuditGroup.SignIns,
        [AuditActions.ProviderRefused] = AuditGroup.SignIns,
        [AuditActions.OwnerSetUp] = AuditGroup.People,
        [AuditActions.TrayReplayed] = AuditGroup.Carrier,
        [AuditActions.TrayDismissed] = AuditGroup.Carrier,
        [AuditActions.TrayBroughtBack] = AuditGroup.Carrier,
        [AuditActions.SweepStarted] = AuditGroup.Carrier,
        [AuditActions.TriesHurried] = AuditGroup.Carrier,
        [AuditActions.DoubtsLookedUp] = AuditGroup.Carrier,
        [AuditActions.CarrierAccountAdded] = AuditGroup.Carrier,
        [AuditActions.CarrierAccountRenamed] = AuditGroup.Carrier,
        [AuditActions.CarrierAccountRemoved] = AuditGroup.Carrier,
        [AuditActions.CarrierTokenReplaced] = AuditGroup.Carrier,
        [AuditActions.CarrierSecondaryTokenSet] = AuditGroup.Carrier,
        [AuditActions.CarrierSecondaryTokenCleared] = AuditGroup.Carrier,
        [AuditActions.CarrierTokenPromoted] = AuditGroup.Carrier,
        [AuditActions.CarrierKeySet] = AuditGroup.Carrier,
        [AuditActions.CarrierKeyCleared] = AuditGroup.Carrier,
        [AuditActions.CarrierNumberSetUp] = AuditGroup.Carrier,
        [AuditActions.TokenCreated] = AuditGroup.Tokens,
        [AuditActions.TokenRevoked] = AuditGroup.Tokens,
        [AuditActions.TokenUsed] = AuditGroup.Tokens,
        [AuditActions.AuditExported] = AuditGroup.Data,
        [AuditActions.ContactsMerged] = AuditGroup.Contacts,
        [AuditActions.ContactMergeUndone] = AuditGroup.Contacts,
        [AuditActions.ContactsDeleted] = AuditGroup.Contacts,
        [AuditActions.ContactsRestored] = AuditGroup.Contacts,
        [AuditActions.ContactsImported] = AuditGroup.Contacts,
        [AuditActions.ContactsExported] = AuditGroup.Data,
        [AuditActions.SessionEnded] = AuditGroup.SignIns,
        [AuditActions.OtherSessionsEnded] = AuditGroup.SignIns,
        [AuditActions.NameChanged] = AuditGroup.People,
        [AuditActions.EmailChanged] = AuditGroup.People,
        [AuditActions.PasswordChanged] = AuditGroup.People,
        [AuditActions.PasswordResetSent] = AuditGroup.People,
        [AuditActions.PasswordReset] = AuditGroup.People,
        [AuditActions.SecondFactorSetUp] = AuditGroup.People,
        [AuditActions.SecondFactorTurnedOff] = AuditGroup.People,
        [AuditActions.SecondFactorRequired] = AuditGroup.People,
        [AuditActions.SecondFactorNotRequired] = AuditGroup.People,
        [AuditActions.RecoveryCodesMade] = AuditGroup.People,
        [AuditActions.PasskeyAdded] = AuditGroup.People,
        [AuditActions.PasskeyRemoved] = AuditGroup.People,
        [AuditActions.ProviderLinked] = AuditGroup.People,
        [AuditActions.ProviderUnlinked] = AuditGroup.People,
        [AuditActions.MemberInvited] = AuditGroup.People,
        [AuditActions.InvitationRevoked] = AuditGroup.People,
        [AuditActions.InvitationAccepted] = AuditGroup.People,
        [AuditActions.RoleChanged] = AuditGroup.People,
        [AuditActions.MemberSwitchedOff] = AuditGroup.People,
        [AuditActions.MemberSwitchedOn] = AuditGroup.People,
        [AuditActions.MemberRemoved] = AuditGroup.People,
        [AuditActions.TemplateSaved] = AuditGroup.Data,
        [AuditActions.TemplateDeleted] = AuditGroup.Data,
        [AuditActions.TemplateRestored] = AuditGroup.Data,
        [AuditActions.LineGranted] = AuditGroup.Lines,
        [AuditActions.LineTaken] = AuditGroup.Lines,
        [AuditActions.LineVoiceChanged] = AuditGroup.Lines,
        [AuditActions.LineGreetingSet] = AuditGroup.Lines,
        [AuditActions.LineGreetingRemoved] = AuditGroup.Lines,
        [AuditActions.PhoneChanged] = AuditGroup.People,
    }.ToFrozenDictionary();

    /// <summary>Null: an action of another build.</summary>
    public static AuditGroup? Of(string action) => Groups.TryGetValue(action, out var group) ? group : null;

    public static ImmutableArray<string> ActionsOf(AuditGroup group) => [.. Groups.Where(one => one.Value == group).Select(one => one.Key).Order(StringComparer.Ordinal)];
}
