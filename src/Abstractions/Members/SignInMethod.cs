using System.Text.Json.Serialization;

namespace OrleansSms.Members;

/// <summary>How a session began.</summary>
public enum SignInMethod
{
    [JsonStringEnumMemberName("password")] Password,

    /// <summary>A password and a code of an authenticator app.</summary>
    [JsonStringEnumMemberName("code")] Code,

    /// <summary>A password and a recovery code.</summary>
    [JsonStringEnumMemberName("recovery-code")] RecoveryCode,

    [JsonStringEnumMemberName("passkey")] Passkey,

    [JsonStringEnumMemberName("invitation")] Invitation,

    [JsonStringEnumMemberName("set-up")] SetUp,

    /// <summary>An OpenID Connect provider, with a code of ours after it where one was asked for.</summary>
    [JsonStringEnumMemberName("provider")] Provider,
}
