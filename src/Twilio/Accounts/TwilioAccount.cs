using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Accounts;

/// <summary>An account in the forms that sending and webhooks use; made once.</summary>
internal sealed class TwilioAccount
{
    public TwilioAccount(string sid, string token, string? secondaryToken, string? apiKeySid, string? apiKeySecret, bool isConfigured)
    {
        (Sid, IsConfigured) = (sid, isConfigured);
        ByToken = Basic(sid, token);
        BySecondaryToken = string.IsNullOrWhiteSpace(secondaryToken) ? null : Basic(sid, secondaryToken);
        ByKey = string.IsNullOrWhiteSpace(apiKeySid) ? null : Basic(apiKeySid, apiKeySecret!);
        Tokens = [.. new[] { token, secondaryToken }.Where(one => !string.IsNullOrWhiteSpace(one)).Select(one => Encoding.UTF8.GetBytes(one!))];
    }

    public string Sid { get; }

    /// <summary>The one of the configuration: lines that name no account are its.</summary>
    public bool IsConfigured { get; }

    /// <summary>Keys that a webhook's signature may be made with.</summary>
    public ImmutableArray<byte[]> Tokens { get; }

    public AuthenticationHeaderValue ByToken { get; }

    public AuthenticationHeaderValue? BySecondaryToken { get; }

    public AuthenticationHeaderValue? ByKey { get; }

    /// <summary>For everything that is asked of the carrier.</summary>
    public AuthenticationHeaderValue Authorization => ByKey ?? ByToken;

    public static TwilioAccount? Of(TwilioOptions configured) => string.IsNullOrWhiteSpace(configured.AccountSid)
        ? null
        : new(configured.AccountSid, configured.AuthToken!, configured.SecondaryAuthToken, configured.ApiKeySid, configured.ApiKeySecret, isConfigured: true);

    /// <summary>Null: its token cannot be read. A key that cannot be read is as good as none.</summary>
    public static TwilioAccount? Of(VaultAccount stored) => stored.Token is not { } token
        ? null
        : new(stored.Sid, token.Plain, stored.SecondaryToken?.Plain, stored.ApiKeySecret is null ? null : stored.ApiKeySid, stored.ApiKeySecret?.Plain, isConfigured: false);

    private static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
}
