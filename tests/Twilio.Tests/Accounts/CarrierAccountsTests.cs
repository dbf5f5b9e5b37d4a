using OrleansSms.Audit;
using OrleansSms.Carrier;
using OrleansSms.Members;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Accounts;

public sealed class CarrierAccountsTests
{
    private const string KeySid = "SKdddddddddddddddddddddddddddddddd";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_that_is_entered_is_listed_without_its_secrets_and_can_be_used_at_once()
    {
        using var desk = new SettingsDesk();

        Assert.Empty(await desk.Accounts.Add(new($" {SettingsDesk.Sid}\n", $"\t{SettingsDesk.Token} ", " Branch ", KeySid, " key secret".Trim()[..3]), Cancellation));

        var accounts = await desk.Accounts.List(Cancellation);
        Assert.Equal([(Some.AccountSid, true), (SettingsDesk.Sid, false)], accounts.Select(account => (account.Sid, account.IsConfigured)));
        Assert.Equal(("Branch", "…aaaa", true, false, true), (accounts[1].Name, accounts[1].Ending, accounts[1].HasApiKey, accounts[1].HasSecondaryToken, accounts[1].IsReadable));
        Assert.Equal(SettingsDesk.Sid, desk.Directory.Find(SettingsDesk.Sid)!.Sid);
        Assert.Equal((AuditActions.CarrierAccountAdded, "carrier account …aaaa"), (desk.Audit[0].Action, desk.Audit[0].Subject));
        Assert.DoesNotContain(SettingsDesk.Token, $"{accounts[1]} {desk.Audit[0]} {desk.Log.All}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", SettingsDesk.Token, "AccountSid", "Enter the account SID")]
    [InlineData("AC123", SettingsDesk.Token, "AccountSid", "32 digits")]
    [InlineData("XXaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", SettingsDesk.Token, "AccountSid", "32 digits")]
    [InlineData("ACzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", SettingsDesk.Token, "AccountSid", "32 digits")]
    [InlineData("AC../../../../../../../../../../x/", SettingsDesk.Token, "AccountSid", "32 digits")]
    [InlineData(KeySid, SettingsDesk.Token, "AccountSid", "API key")]
    [InlineData(Some.AccountSid, SettingsDesk.Token, "AccountSid", "in the configuration")]
    [InlineData(SettingsDesk.Sid, "", "Token", "Enter the auth token")]
    [InlineData(SettingsDesk.Sid, "aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaa", "Token", "blank inside")]
    [InlineData(SettingsDesk.Sid, "aaaaaaaaaaaaaaaa\naaaaaaaaaaaaaaa", "Token", "blank inside")]
    [InlineData(SettingsDesk.Sid, "secret", "Token", "32 digits")]
    [InlineData(SettingsDesk.Sid, SettingsDesk.Sid, "Token", "This is a SID")]
    public async Task What_cannot_be_right_is_refused_in_words_that_repeat_no_secret(string sid, string token, string field, string words)
    {
        using var desk = new SettingsDesk();

        var wrong = Assert.Single(await desk.Accounts.Add(new(sid, token), Cancellation));

        Assert.Equal(field, wrong.Field);
        Assert.Contains(words, wrong.Message, StringComparison.Ordinal);
        Assert.True(token.Length == 0 || !wrong.Message.Contains(token, StringComparison.Ordinal));
        Assert.Empty((await desk.Vault.Read(Cancellation)).Accounts);
        Assert.Empty(desk.Audit);
    }

    [Theory]
    [InlineData("SK123", "secret", "ApiKeySid")]
    [InlineData("", "secret", "ApiKeySid")]
    [InlineData(KeySid, "", "ApiKeySecret")]
    [InlineData(KeySid, "se cret", "ApiKeySecret")]
    public async Task A_key_needs_both_of_its_parts(string keySid, string secret, string field)
    {
        using var desk = new SettingsDesk();
        Assert.Equal(field, Assert.Single(await desk.Accounts.Add(new(SettingsDesk.Sid, SettingsDesk.Token, "", keySid, secret), Cancellation)).Field);

        await desk.Enter();
        Assert.Equal(field, Assert.Single(await desk.Accounts.SetApiKey(SettingsDesk.Sid, keySid, secret, Cancellation)).Field);
    }

    [Fact]
    public async Task The_same_account_is_not_entered_twice_in_whatever_letters()
    {
        using var desk = new SettingsDesk();
        await desk.Enter();

        var wrong = Assert.Single(await desk.Accounts.Add(new(SettingsDesk.Sid.ToUpperInvariant(), SettingsDesk.SecondToken), Cancellation));

        Assert.Contains("here already", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(SettingsDesk.Token, Assert.Single((await desk.Vault.Read(Cancellation)).Accounts).Token!.Plain);
    }

    [Fact]
    public async Task A_rotation_goes_from_one_token_to_both_to_the_other()
    {
        using var desk = new SettingsDesk();
        await desk.Enter();
        Assert.Contains("in use already", Assert.Single(await desk.Accounts.SetSecondaryToken(SettingsDesk.Sid, SettingsDesk.Token, Cancellation)).Message, StringComparison.Ordinal);

        Assert.Empty(await desk.Accounts.SetSecondaryToken(SettingsDesk.Sid, SettingsDesk.SecondToken + " ", Cancellation));
        Assert.True((await desk.Accounts.List(Cancellation))[1].HasSecondaryToken);
        Assert.Equal(2, desk.Directory.Find(SettingsDesk.Sid)!.Tokens.Length);

        await desk.Accounts.PromoteSecondaryToken(SettingsDesk.Sid, Cancellation);
        Assert.Equal(SettingsDesk.SecondToken, Assert.Single((await desk.Vault.Read(Cancellation)).Accounts).Token!.Plain);
        Assert.Single(desk.Directory.Find(SettingsDesk.Sid)!.Tokens);
        Assert.Equal(Refusals.CarrierAccountNotFound, (await Assert.ThrowsAsync<RefusedException>(() => desk.Accounts.PromoteSecondaryToken(SettingsDesk.Sid, Cancellation))).Code);
        Assert.Equal(
            [AuditActions.CarrierAccountAdded, AuditActions.CarrierSecondaryTokenSet, AuditActions.CarrierTokenPromoted], desk.Audit.Select(entry => entry.Action));
    }

    [Fact]
    public async Task Tokens_keys_and_names_are_replaced_and_taken_away()
    {
        using var desk = new SettingsDesk();
        await desk.Enter();

        Assert.Empty(await desk.Accounts.ReplaceToken(SettingsDesk.Sid, SettingsDesk.SecondToken, Cancellation));
        Assert.Empty(await desk.Accounts.SetApiKey(SettingsDesk.Sid, KeySid, "secret", Cancellation));
        Assert.Empty(await desk.Accounts.Rename(SettingsDesk.Sid, " Head office ", Cancellation));
        Assert.Single(await desk.Accounts.Rename(SettingsDesk.Sid, " ", Cancellation));
        Assert.Single(await desk.Accounts.Rename(SettingsDesk.Sid, new string('x', 61), Cancellation));
        var account = (await desk.Accounts.List(Cancellation))[1];
        Assert.Equal(("Head office", true), (account.Name, account.HasApiKey));

        await desk.Accounts.ClearApiKey(SettingsDesk.Sid, Cancellation);
        await desk.Accounts.SetSecondaryToken(SettingsDesk.Sid, SettingsDesk.Token, Cancellation);
        await desk.Accounts.ClearSecondaryToken(SettingsDesk.Sid, Cancellation);
        account = (await desk.Accounts.List(Cancellation))[1];
        Assert.Equal((false, false), (account.HasApiKey, account.HasSecondaryToken));
        Assert.Equal(7, desk.Audit.Count);
    }

    [Fact]
    public async Task An_account_that_lines_send_through_is_not_removed()
    {
        using var desk = new SettingsDesk();
        await desk.Enter();
        await desk.Vault.SetLine(Some.Line, SettingsDesk.Sid, Cancellation);
        Assert.Equal(1, (await desk.Accounts.List(Cancellation))[1].Lines);

        Assert.Equal(Refusals.CarrierAccountInUse, (await Assert.ThrowsAsync<RefusedException>(() => desk.Accounts.Remove(SettingsDesk.Sid, Cancellation))).Code);
        await desk.Vault.SetLine(Some.Line, null, Cancellation);
        await desk.Accounts.Remove(SettingsDesk.Sid, Cancellation);

        Assert.Null(desk.Directory.Find(SettingsDesk.Sid));
        Assert.Equal(AuditActions.CarrierAccountRemoved, desk.Audit[^1].Action);
    }

    [Fact]
    public async Task What_somebody_else_removed_meanwhile_is_told()
    {
        using var desk = new SettingsDesk();

        Assert.Equal(Refusals.CarrierAccountNotFound, (await Assert.ThrowsAsync<RefusedException>(
            () => desk.Accounts.ReplaceToken(SettingsDesk.Sid, SettingsDesk.Token, Cancellation))).Code);
        Assert.Equal(Refusals.CarrierAccountNotFound, (await Assert.ThrowsAsync<RefusedException>(
            () => desk.Numbers.List("../" + SettingsDesk.Sid, Cancellation))).Code);
    }

    [Theory]
    [InlineData(Role.Member, Scopes.All)]
    [InlineData(Role.Admin, Scopes.All)]
    [InlineData(Role.Owner, Scopes.Read | Scopes.Send)]
    public async Task Nobody_but_an_owner_gets_anywhere(Role role, Scopes scopes)
    {
        using var desk = new SettingsDesk(by: new Caller(Guid.NewGuid(), role, scopes));
        const string Sid = SettingsDesk.Sid, Token = SettingsDesk.Token;
        Func<Task>[] attempts =
        [
            () => desk.Accounts.List(Cancellation), () => desk.Accounts.Add(new(Sid, Token), Cancellation), () => desk.Accounts.Rename(Sid, "x", Cancellation),
            () => desk.Accounts.ReplaceToken(Sid, Token, Cancellation), () => desk.Accounts.SetSecondaryToken(Sid, Token, Cancellation),
            () => desk.Accounts.ClearSecondaryToken(Sid, Cancellation), () => desk.Accounts.PromoteSecondaryToken(Sid, Cancellation),
            () => desk.Accounts.SetApiKey(Sid, KeySid, "s", Cancellation), () => desk.Accounts.ClearApiKey(Sid, Cancellation), () => desk.Accounts.Remove(Sid, Cancellation),
            () => desk.Numbers.Check(Some.AccountSid, Cancellation), () => desk.Numbers.List(Some.AccountSid, Cancellation),
            () => desk.Numbers.SetUp(Some.AccountSid, "PN" + new string('1', 32), false, true, Cancellation),
        ];

        Assert.Equal(typeof(ICarrierAccounts).GetMethods().Length + typeof(ICarrierNumbers).GetMethods().Length, attempts.Length);
        foreach (var attempt in attempts)
        {
            Assert.Equal(Refusals.NotAllowed, (await Assert.ThrowsAsync<RefusedException>(attempt)).Code);
        }

        Assert.Empty(desk.Audit);
    }
}
