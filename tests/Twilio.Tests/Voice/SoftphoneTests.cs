using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;
using OrleansSms.TestKit;
using OrleansSms.Twilio.Tests.Kit;
using OrleansSms.Twilio.Voice.Browser;

namespace OrleansSms.Twilio.Tests.Voice;

/// <summary>What a browser shows the carrier, and who gets it.</summary>
public sealed class SoftphoneTests
{
    private const string KeySid = "SK77777777777777777777777777777777";
    private const string Secret = "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk1";

    private readonly List<(Guid Member, DateTimeOffset Until)> _reachable = [];
    private readonly ImpatientTime _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pass_is_signed_with_the_key_good_for_minutes_and_lets_its_member_be_rung_and_nothing_else()
    {
        var now = _time.GetUtcNow();
        var pass = (await Phone(new(Some.MemberId, Role.Member)).Pass(Cancellation))!;

        var token = await Checked(pass.Token);
        Assert.Equal(("HS256", "JWT", "twilio-fpa;v=1"), (token.Alg, token.Typ, token.Cty));
        Assert.Equal((KeySid, Some.AccountSid), (token.Issuer, token.Subject));
        Assert.StartsWith(KeySid + "-", token.Id, StringComparison.Ordinal);
        Assert.Equal((now.ToUnixTimeSeconds(), now.ToUnixTimeSeconds() + pass.Seconds), (token.GetPayloadValue<long>("iat"), token.GetPayloadValue<long>("exp")));
        Assert.InRange(pass.Seconds, 60, 3600);
        Assert.Equal($"{{\"identity\":\"member_{Some.MemberId:N}\",\"voice\":{{\"incoming\":{{\"allow\":true}}}}}}", Json(token, "grants"));
        Assert.Equal(["exp", "grants", "iat", "iss", "jti", "sub"], token.Claims.Select(claim => claim.Type).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal((pass.Identity, "client:" + pass.Identity), ($"member_{Some.MemberId:N}", BrowserPhone.Of(Some.MemberId)));
        Assert.Equal([(Some.MemberId, now.AddSeconds(pass.Seconds))], _reachable);
    }

    [Fact]
    public async Task No_two_passes_are_the_same_and_none_verifies_with_another_key()
    {
        var phone = Phone(new(Some.MemberId, Role.Member));
        var (one, other) = ((await phone.Pass(Cancellation))!.Token, (await phone.Pass(Cancellation))!.Token);

        Assert.NotEqual((await Checked(one)).Id, (await Checked(other)).Id);
        var wrong = new TokenValidationParameters { IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('x', 32))), ValidateAudience = false, ValidIssuer = KeySid, ValidateLifetime = false };
        Assert.IsType<SecurityTokenSignatureKeyNotFoundException>((await new JsonWebTokenHandler().ValidateTokenAsync(one, wrong)).Exception);
    }

    [Fact]
    public async Task An_API_token_gets_no_pass()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Phone(new(Some.MemberId, Role.Owner, TokenId: Guid.NewGuid())).Pass(Cancellation));

        Assert.Equal(Refusals.NotAllowed, refused.Code);
        Assert.Empty(_reachable);
    }

    public static TheoryData<string, string?, string?, bool> NotThere => new()
    {
        { "no key", null, null, true },
        { "switched off", KeySid, Secret, false },
        { "a secret that signs nothing", KeySid, "short", true },
    };

    [Theory]
    [MemberData(nameof(NotThere))]
    public async Task Without_a_key_there_is_nothing(string why, string? sid, string? secret, bool isOn)
    {
        var phone = Phone(new(Some.MemberId, Role.Member), new() { AccountSid = Some.AccountSid, AuthToken = Some.Token, ApiKeySid = sid, ApiKeySecret = secret, Softphone = isOn });

        Assert.True(phone.Sources.IsEmpty, why);
        Assert.Null(await phone.Pass(Cancellation));
        Assert.Empty(_reachable);
        using var sender = new Sender("http://127.0.0.1:1", ("Twilio:ApiKeySid", sid), ("Twilio:ApiKeySecret", secret), ("Twilio:Softphone", isOn.ToString()));
        Assert.False(sender.Calls.ReachesBrowsers(Some.Line));
    }

    [Fact]
    public async Task Only_lines_of_the_keys_account_reach_browsers()
    {
        const string other = "+14155550199";
        using var sender = new Sender("http://127.0.0.1:1", ("Twilio:ApiKeySid", KeySid), ("Twilio:ApiKeySecret", Secret));
        await sender.Vault.Add(new VaultAccount("AC88888888888888888888888888888888", "Other", new("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), ApiKeySid: KeySid, ApiKeySecret: new(Secret)), Some.MemberId, default, Cancellation);
        await sender.Vault.SetLine(other, "AC88888888888888888888888888888888", Cancellation);
        await sender.Reload();

        Assert.True(sender.Calls.ReachesBrowsers(Some.Line));
        Assert.False(sender.Calls.ReachesBrowsers(other));
    }

    [Fact]
    public void A_page_talks_to_the_carrier_alone() =>
        Assert.All(Phone(new(Some.MemberId, Role.Member)).Sources, source => Assert.Matches("^(wss|https)://[a-z*.]*(twilio|twiliocdn)\\.com$", source));

    private Softphone Phone(Caller caller, TwilioOptions? options = null) => new(
        new AskedBy(caller),
        new(Options.Create(options ?? new() { AccountSid = Some.AccountSid, AuthToken = Some.Token, ApiKeySid = KeySid, ApiKeySecret = Secret })),
        new Phones(_reachable), _time);

    private async Task<JsonWebToken> Checked(string token)
    {
        var checks = new TokenValidationParameters
        {
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidIssuer = KeySid,
            ValidateAudience = false,
            RequireExpirationTime = true,
            LifetimeValidator = (_, expires, _, _) => expires > _time.GetUtcNow().UtcDateTime,
        };
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, checks);
        Assert.True(result.IsValid, result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }

    private sealed class Phones(List<(Guid Member, DateTimeOffset Until)> reachable) : IMemberPhones
    {
        public Task<ImmutableArray<MemberPhone>> Of(string line, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<MemberPhone?> Find(Guid userId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task Reachable(Guid userId, DateTimeOffset until, CancellationToken cancellation)
        {
            reachable.Add((userId, until));
            return Task.CompletedTask;
        }
    }

    private static string Json(JsonWebToken token, string claim) => token.Claims.Single(one => one.Type == claim).Value;
}
