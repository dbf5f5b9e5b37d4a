using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrleansSms.Twilio.Voice.Browser;

/// <summary>Signs what a browser shows the carrier, with the API key of the configuration.</summary>
internal sealed class PassMint
{
    /// <summary>How long a pass is good; its holder is rung for no longer after the last page is closed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(20);

    // What the signature needs; the carrier's secrets have as many characters.
    private const int ShortestSecret = 32;
    private const string ContentType = "twilio-fpa;v=1";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials? _key;
    private readonly string _account;
    private readonly string _issuer;

    public PassMint(IOptions<TwilioOptions> options)
    {
        var carrier = options.Value;
        (_account, _issuer) = (carrier.AccountSid ?? "", carrier.ApiKeySid ?? "");
        var secret = Encoding.UTF8.GetBytes(carrier.ApiKeySecret ?? "");
        if (carrier.Softphone && _account.Length > 0 && _issuer.Length > 0 && secret.Length >= ShortestSecret)
        {
            _key = new(new SymmetricSecurityKey(secret), SecurityAlgorithms.HmacSha256);
        }
    }

    /// <summary>False: there is nothing to sign with, so there is no phone in the browser.</summary>
    public bool IsThere => _key is not null;

    /// <summary>Lets the holder be rung by that name, and do nothing else: calls are placed by us.</summary>
    public string Mint(string identity, DateTimeOffset now) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        SigningCredentials = _key ?? throw new InvalidOperationException("There is no API key to sign with."),
        AdditionalHeaderClaims = ImmutableDictionary<string, object>.Empty.Add(JwtHeaderParameterNames.Cty, ContentType),
        Issuer = _issuer,
        IssuedAt = now.UtcDateTime,
        Expires = (now + Lifetime).UtcDateTime,
        Claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Jti] = $"{_issuer}-{Guid.NewGuid():N}",
            [JwtRegisteredClaimNames.Sub] = _account,
            ["grants"] = new Dictionary<string, object>
            {
                ["identity"] = identity,
                ["voice"] = new Dictionary<string, object> { ["incoming"] = new Dictionary<string, object> { ["allow"] = true } },
            },
        },
    });
}
