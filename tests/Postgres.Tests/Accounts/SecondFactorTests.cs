using System.Text.RegularExpressions;
using OrleansSms.Members;
using OrleansSms.Postgres.Accounts;
using OrleansSms.TestKit;
using static OrleansSms.Postgres.Tests.Accounts.AccountsStage;

namespace OrleansSms.Postgres.Tests.Accounts;

public sealed class SecondFactorTests(QuickPostgresServer server) : IAsyncLifetime
{
    private AccountsStage _stage = null!;
    private Guid _olga;
    private ISecondFactor _factor = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await Set(server);
        _olga = await _stage.Person(Role.Owner, "olga@example.com", First);
        _factor = _stage.SecondFactorOf(_olga);
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory] // RFC 6238, appendix B, its last six digits.
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.At("12345678901234567890"u8.ToArray(), DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void Keys_are_written_as_apps_read_them() => Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Encode("12345678901234567890"u8.ToArray()));

    [Fact]
    public async Task A_code_opens_once()
    {
        var key = await TurnOn();
        _stage.Time.Advance(TimeSpan.FromMinutes(1));
        var code = Totp.At(key, _stage.Time.GetUtcNow());

        var taken = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _stage.Authenticators.Take(_olga, code, Cancellation)));

        Assert.Single(taken, opened => opened);
        Assert.False(await _stage.Authenticators.Take(_olga, Totp.At(key, _stage.Time.GetUtcNow().AddSeconds(-30)), Cancellation));
    }

    [Fact]
    public async Task The_code_that_set_it_up_does_not_open_too()
    {
        var key = await TurnOn();

        Assert.False(await _stage.Authenticators.Take(_olga, Totp.At(key, _stage.Time.GetUtcNow()), Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("abcdef")]
    [InlineData("١٢٣٤٥٦")]
    [InlineData("123456123456")]
    public async Task What_is_no_code_opens_nothing(string code)
    {
        await TurnOn();

        Assert.False(await _stage.Authenticators.Take(_olga, code, Cancellation));
    }

    [Fact]
    public async Task A_code_of_long_ago_or_of_an_app_that_is_not_confirmed_opens_nothing()
    {
        var key = await Key();
        Assert.False(await _stage.Authenticators.Take(_olga, Totp.At(key, _stage.Time.GetUtcNow()), Cancellation));
        Assert.Null(await _factor.Confirm(Totp.At(key, _stage.Time.GetUtcNow().AddMinutes(-2)), Cancellation));
        Assert.False((await _factor.Read(Cancellation)).IsOn);
    }

    [Fact]
    public async Task A_recovery_code_opens_once_however_it_is_typed()
    {
        var codes = (await Codes())!.Value;
        Assert.Equal(10, codes.Distinct().Count());

        Assert.True(await _stage.Authenticators.TakeRecoveryCode(_olga, codes[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), Cancellation));
        Assert.False(await _stage.Authenticators.TakeRecoveryCode(_olga, codes[0], Cancellation));
        Assert.Equal(9, (await _factor.Read(Cancellation)).RecoveryCodes);

        var again = await _factor.NewRecoveryCodes(Password, Cancellation);
        Assert.False(await _stage.Authenticators.TakeRecoveryCode(_olga, codes[1], Cancellation));
        Assert.True(await _stage.Authenticators.TakeRecoveryCode(_olga, again[1], Cancellation));
    }

    [Fact]
    public async Task Keys_and_recovery_codes_are_not_readable_where_they_are_kept()
    {
        var key = Totp.Encode(await Key());
        var codes = (await Codes())!.Value;
        var kept = await _stage.Database.Read(
            "select secret from authenticators union all select encode(code_hash, 'escape') from recovery_codes", [], row => row.GetString(0), Cancellation);

        Assert.DoesNotContain(kept, text => text.Contains(key, StringComparison.Ordinal) || codes.Any(code => text.Contains(code, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Only_the_password_turns_it_off_and_it_cannot_be_tried_for_ever()
    {
        await TurnOn();
        for (var tried = 0; tried < 5; tried++)
        {
            Assert.Equal(Refusals.WrongPassword, (await Refused(() => _factor.TurnOff("not it", Cancellation))).Code);
        }

        Assert.Equal(Refusals.TooManyTries, (await Refused(() => _factor.TurnOff(Password, Cancellation))).Code);
        _stage.Time.Advance(TimeSpan.FromMinutes(16));
        await _factor.TurnOff(Password, Cancellation);
        Assert.Equal(new(false, 0, false), await _factor.Read(Cancellation));
    }

    [Fact]
    public async Task Only_an_owner_who_has_one_asks_it_of_everybody_and_then_sessions_tell_who_has_none()
    {
        var mona = await _stage.Person(Role.Member, "mona@example.com");
        var adam = await _stage.Person(Role.Admin, "adam@example.com");
        var session = await _stage.Session(mona);
        Assert.Equal(Refusals.NoSecondFactor, (await Refused(() => _factor.Require(true, Cancellation))).Code);
        Assert.Equal(Refusals.OwnersOnly, (await Refused(() => _stage.SecondFactorOf(adam).Require(true, Cancellation))).Code);
        await TurnOn();

        await _factor.Require(true, Cancellation);

        Assert.True((await _stage.Book.Find(session, Cancellation))!.NeedsSecondFactor);
        Assert.False((await _stage.Book.Find(await _stage.Session(_olga), Cancellation))!.NeedsSecondFactor);
        await _factor.Require(false, Cancellation);
        Assert.False((await _stage.Book.Find(session, Cancellation))!.NeedsSecondFactor);
    }

    private async Task<byte[]> TurnOn()
    {
        var key = await Key();
        Assert.NotNull(await _factor.Confirm(Totp.At(key, _stage.Time.GetUtcNow()), Cancellation));
        return key;
    }

    private async Task<System.Collections.Immutable.ImmutableArray<string>?> Codes() =>
        await _factor.Confirm(Totp.At(await Key(), _stage.Time.GetUtcNow()), Cancellation);

    /// <summary>As an app reads it from the code on the screen.</summary>
    private async Task<byte[]> Key()
    {
        var secret = Regex.Match((await _factor.Begin(Cancellation)).Uri, "secret=([A-Z2-7]+)&").Groups[1].Value;
        var bits = string.Concat(secret.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }
}
