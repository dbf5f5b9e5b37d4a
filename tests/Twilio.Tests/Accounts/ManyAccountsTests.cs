using System.Net;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Processes;
using OrleansSms.Twilio.Accounts;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Accounts;

/// <summary>The doors pick the tokens by the account that a request names.</summary>
public sealed class ManyAccountsTests
{
    private const string OtherSid = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string OtherToken = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string SecondToken = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_account_is_let_in_by_its_own_token_only()
    {
        await using var receiver = await With(new VaultAccount(OtherSid, "Other", new(OtherToken)));

        Assert.Equal(HttpStatusCode.OK, await Text(receiver, OtherSid, OtherToken));
        Assert.Equal(HttpStatusCode.OK, await Text(receiver, Some.AccountSid, Some.Token));
        Assert.Equal(HttpStatusCode.Forbidden, await Text(receiver, OtherSid, Some.Token));
        Assert.Equal(HttpStatusCode.Forbidden, await Text(receiver, Some.AccountSid, OtherToken));
        Assert.Equal([OtherSid, null], receiver.World.KnownAccounts);
    }

    [Theory]
    [InlineData("ACffffffffffffffffffffffffffffffff")]
    [InlineData("")]
    [InlineData("ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("ACÄaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task An_account_nobody_entered_is_turned_away_whatever_it_is_signed_with(string sid)
    {
        await using var receiver = await With(new VaultAccount(OtherSid, "Other", new(OtherToken)));

        Assert.Equal(HttpStatusCode.Forbidden, await Text(receiver, sid, OtherToken));
        Assert.Equal(HttpStatusCode.Forbidden, await Text(receiver, sid, Some.Token));
        Assert.Equal("unknown-account", receiver.Refusals[0].Reason);
    }

    [Fact]
    public async Task While_a_token_is_replaced_both_open_the_door_and_then_only_the_new_one()
    {
        await using var receiver = await With(new VaultAccount(OtherSid, "Other", new(OtherToken)));
        Assert.Equal(HttpStatusCode.Forbidden, await Text(receiver, OtherSid, SecondToken));

        await receiver.Vault.Change(OtherSid, new(SecondaryToken: new(SecondToken)), default, Cancellation);
        await Until(receiver, OtherSid, SecondToken, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await Text(receiver, OtherSid, OtherToken));

        await receiver.Vault.Promote(OtherSid, default, Cancellation);
        await Until(receiver, OtherSid, OtherToken, HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.OK, await Text(receiver, OtherSid, SecondToken));
    }

    [Fact]
    public async Task The_configured_account_wins_over_the_same_one_in_the_vault()
    {
        await using var receiver = await With(new VaultAccount(Some.AccountSid, "Same", new(OtherToken)));

        Assert.Equal(HttpStatusCode.OK, await Text(receiver, Some.AccountSid, Some.Token));
        Assert.Equal(HttpStatusCode.Forbidden, await Text(receiver, Some.AccountSid, OtherToken));
    }

    [Fact]
    public async Task An_account_whose_token_cannot_be_read_is_turned_away_and_the_others_go_on()
    {
        var lost = "ACcccccccccccccccccccccccccccccccc";
        await using var receiver = await With(new VaultAccount(lost, "Lost", null), new VaultAccount(OtherSid, "Other", new(OtherToken)));

        Assert.Equal(HttpStatusCode.Forbidden, await Text(receiver, lost, ""));
        Assert.Equal(HttpStatusCode.OK, await Text(receiver, OtherSid, OtherToken));
    }

    [Fact]
    public async Task No_webhook_asks_the_vault_so_the_doors_work_while_it_cannot_be_read()
    {
        await using var receiver = await With(new VaultAccount(OtherSid, "Other", new(OtherToken)));
        receiver.Vault.Fault = new InvalidOperationException("The database is away.");

        Assert.Equal(HttpStatusCode.OK, await Text(receiver, OtherSid, OtherToken));
        Assert.Equal(HttpStatusCode.Forbidden, await Text(receiver, "ACffffffffffffffffffffffffffffffff", OtherToken));
    }

    [Fact]
    public async Task Without_a_configured_account_the_entered_ones_open_the_door()
    {
        await using var receiver = await Receiver.Start(("Twilio:AccountSid", ""), ("Twilio:AuthToken", ""));
        await receiver.Vault.Add(new(OtherSid, "Other", new(OtherToken)), null, default, Cancellation);

        await Until(receiver, OtherSid, OtherToken, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Forbidden, (await receiver.Send(
            receiver.Raw(Receiver.Inbound, "{}", "application/json"), Some.Signature(OtherToken, Some.PublicUrl + Receiver.Inbound, []))).StatusCode);
    }

    [Fact]
    public async Task A_line_sends_through_its_account_and_never_through_another()
    {
        await using var carrier = await CarrierStub.Start((http, _) => CarrierStub.Created(http));
        using var sender = new Sender(carrier.Url);
        await sender.Vault.Add(new(OtherSid, "Other", new(OtherToken), null, "SK1", new("key secret")), null, default, Cancellation);
        await sender.Vault.SetLine(Some.Line, OtherSid, Cancellation);
        await sender.Reload();

        Assert.IsType<CarrierAnswer.Settled>(await sender.Send());
        Assert.IsType<CarrierAnswer.Settled>(await sender.Send(Some.Item() with { From = "+14155550177" }));

        Assert.Equal(
            [$"/2010-04-01/Accounts/{OtherSid}/Messages.json SK1:key secret", $"/2010-04-01/Accounts/{Some.AccountSid}/Messages.json {Some.AccountSid}:{Some.Token}"],
            carrier.Posts.Select(post => $"{post.Path} {Basic(post.Headers["Authorization"])}"));
    }

    [Fact]
    public async Task A_line_whose_account_cannot_be_used_waits()
    {
        await using var carrier = await CarrierStub.Start((http, _) => CarrierStub.Created(http));
        using var sender = new Sender(carrier.Url);
        await sender.Vault.Add(new(OtherSid, "Lost", null), null, default, Cancellation);
        await sender.Vault.SetLine(Some.Line, OtherSid, Cancellation);
        await sender.Reload();

        Assert.IsType<CarrierAnswer.NotExecuted>(await sender.Send());
        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.Records.Find(Some.Line, Some.MessageSid, Cancellation));
        Assert.Empty(carrier.Posts);
    }

    [Fact]
    public async Task Records_of_a_line_are_asked_of_its_account()
    {
        await using var carrier = await CarrierStub.Answering(404, """{"code":20404,"message":"none"}""");
        using var sender = new Sender(carrier.Url);
        await sender.Vault.Add(new(OtherSid, "Other", new(OtherToken)), null, default, Cancellation);
        await sender.Vault.SetLine(Some.Line, OtherSid, Cancellation);
        await sender.Reload();

        Assert.Null(await sender.Records.Find(Some.Line, Some.MessageSid, Cancellation));

        var asked = Assert.Single(carrier.Posts);
        Assert.Equal($"/2010-04-01/Accounts/{OtherSid}/Messages/{Some.MessageSid}.json", asked.Path);
        Assert.Equal($"{OtherSid}:{OtherToken}", Basic(asked.Headers["Authorization"]));
    }

    private static async Task<Receiver> With(params VaultAccount[] accounts)
    {
        var receiver = await Receiver.Start();
        foreach (var account in accounts)
        {
            await receiver.Vault.Add(account, null, default, Cancellation);
        }

        await receiver.Get<AccountDirectory>().Reload(Cancellation);
        return receiver;
    }

    private static async Task<HttpStatusCode> Text(Receiver receiver, string sid, string token)
    {
        (string Name, string Value)[] fields = [("MessageSid", Some.MessageSid), ("AccountSid", sid), ("From", Some.Contact), ("To", Some.Line), ("Body", "x")];
        var signature = Some.Signature(token, Some.PublicUrl + Receiver.Inbound, fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await receiver.Send(receiver.Form(Receiver.Inbound, fields), signature);
        return answer.StatusCode;
    }

    private static Task<HttpStatusCode> Until(Receiver receiver, string sid, string token, HttpStatusCode expected) =>
        Eventually.Get(() => Text(receiver, sid, token), status => status == expected, Cancellation);

    private static string Basic(string header) => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..]));
}
