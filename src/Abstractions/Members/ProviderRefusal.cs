using System.Text.Json.Serialization;

namespace OrleansSms.Members;

/// <summary>Why somebody who tried to come in by the provider is not in.</summary>
public enum ProviderRefusal
{
    /// <summary>No account has the e-mail address. Nobody signs up by coming from the provider.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>The provider names no e-mail address that it has verified.</summary>
    [JsonStringEnumMemberName("unverified")] Unverified,

    [JsonStringEnumMemberName("switched-off")] SwitchedOff,

    /// <summary>The account is linked to somebody else at the provider, who once had this e-mail address.</summary>
    [JsonStringEnumMemberName("linked-elsewhere")] LinkedElsewhere,

    [JsonStringEnumMemberName("too-many")] LockedOut,

    /// <summary>The provider says no, or the person did there.</summary>
    [JsonStringEnumMemberName("declined")] Declined,

    /// <summary>What came back proves nothing: too late, for another browser, or not made by the provider for us.</summary>
    [JsonStringEnumMemberName("not-proved")] NotProved,

    [JsonStringEnumMemberName("unreachable")] Unreachable,

    /// <summary>The fault is ours.</summary>
    [JsonStringEnumMemberName("unavailable")] Unavailable,
}
