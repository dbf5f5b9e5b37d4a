using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;

namespace OrleansSms.Twilio;

/// <summary>The configured account in the forms that sending and webhooks use; made once.</summary>
internal sealed class TwilioAccount
{
    public TwilioAccount(IOptions<TwilioOptions> options)
    {
        var configured = options.Value;
        if (string.IsNullOrWhiteSpace(configured.AccountSid))
        {
            return;
        }

        AccountSid = configured.AccountSid;
        Address = new(configured.PublicBaseUrl!);
        Tokens = [.. new[] { configured.AuthToken, configured.SecondaryAuthToken }
            .Where(token => !string.IsNullOrWhiteSpace(token))
            .Select(token => Encoding.UTF8.GetBytes(token!))];

        var pair = string.IsNullOrWhiteSpace(configured.ApiKeySid)
            ? $"{configured.AccountSid}:{configured.AuthToken}"
            : $"{configured.ApiKeySid}:{configured.ApiKeySecret}";
        Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }

    [MemberNotNullWhen(true, nameof(AccountSid), nameof(Address))]
    public bool IsConfigured => AccountSid is not null;

    public string? AccountSid { get; }

    public PublicAddress? Address { get; }

    /// <summary>Keys that a webhook's signature may be made with.</summary>
    public ImmutableArray<byte[]> Tokens { get; } = [];

    public AuthenticationHeaderValue? Authorization { get; }
}
