using System.Text;
using OrleansSms.Carrier;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Numbers;

public sealed class AccountCheckTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_that_works_is_told_by_its_name()
    {
        await using var carrier = await CarrierStub.Answering(200, Account("active", "Full"));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        var check = await desk.Numbers.Check(SettingsDesk.Sid, Cancellation);

        Assert.True(check.Works);
        Assert.Contains("“Acme”", Assert.Single(check.Findings).Text, StringComparison.Ordinal);
        var asked = Assert.Single(carrier.Posts);
        Assert.Equal(("GET", $"/2010-04-01/Accounts/{SettingsDesk.Sid}.json"), (asked.Method, asked.Path));
    }

    [Theory]
    [InlineData(401, """{"code":20003,"message":"Authenticate"}""", "does not accept this token")]
    [InlineData(401, "", "does not accept this token")]
    [InlineData(401, """{"code":20005,"message":"x"}""", "not active")]
    [InlineData(403, """{"code":20008,"message":"x"}""", "test credentials")]
    [InlineData(404, """{"code":20404,"message":"x"}""", "knows nothing")]
    [InlineData(500, """{"code":20500,"message":"x"}""", "trouble of its own")]
    [InlineData(200, "<html>a page of something in between</html>", "no usable answer")]
    [InlineData(200, """{"status":"suspended","type":"Full"}""", "suspended this account")]
    [InlineData(200, """{"status":"closed","type":"Full"}""", "is closed")]
    public async Task What_is_wrong_is_said_in_words(int status, string body, string words)
    {
        await using var carrier = await CarrierStub.Answering(status, body);
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        var check = await desk.Numbers.Check(SettingsDesk.Sid, Cancellation);

        Assert.False(check.Works);
        Assert.Contains(words, Assert.Single(check.Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_carrier_that_is_away_is_said_to_be()
    {
        using var desk = new SettingsDesk();
        await desk.Enter();

        Assert.Contains("could not be reached", Assert.Single((await desk.Numbers.Check(SettingsDesk.Sid, Cancellation)).Findings).Text, StringComparison.Ordinal);
        Assert.Contains("could not be reached", (await desk.Numbers.List(SettingsDesk.Sid, Cancellation)).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_subaccount_works_with_warnings_and_its_parent_is_remembered()
    {
        await using var carrier = await CarrierStub.Answering(200, Account("active", "Trial", "ACeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Enter();

        var check = await desk.Numbers.Check(SettingsDesk.Sid, Cancellation);

        Assert.True(check.Works);
        Assert.Contains(check.Findings, finding => finding.Level == FindingLevel.Warning && finding.Text.Contains("verified", StringComparison.Ordinal));
        Assert.Contains(check.Findings, finding => finding.Text == "It is a subaccount of …eeee.");
        Assert.Equal("ACeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee", (await desk.Accounts.List(Cancellation))[1].ParentSid);
    }

    [Fact]
    public async Task The_secondary_token_and_the_key_are_tried_where_they_have_to_work()
    {
        // A standard key may not look at the account itself.
        await using var carrier = await CarrierStub.Start((http, _) => CarrierStub.Write(http, 200, Account("active", "Full")));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Accounts.Add(new(SettingsDesk.Sid, SettingsDesk.Token, "", "SKdddddddddddddddddddddddddddddddd", "keysecret"), Cancellation);
        await desk.Accounts.SetSecondaryToken(SettingsDesk.Sid, SettingsDesk.SecondToken, Cancellation);

        Assert.True((await desk.Numbers.Check(SettingsDesk.Sid, Cancellation)).Works);

        Assert.Equal(
            [
                $"/2010-04-01/Accounts/{SettingsDesk.Sid}.json {SettingsDesk.Sid}:{SettingsDesk.Token}",
                $"/2010-04-01/Accounts/{SettingsDesk.Sid}.json {SettingsDesk.Sid}:{SettingsDesk.SecondToken}",
                $"/2010-04-01/Accounts/{SettingsDesk.Sid}/IncomingPhoneNumbers.json SKdddddddddddddddddddddddddddddddd:keysecret",
            ],
            carrier.Posts.Select(post => $"{post.Path} {Encoding.UTF8.GetString(Convert.FromBase64String(post.Headers["Authorization"]["Basic ".Length..]))}"));
        Assert.DoesNotContain(SettingsDesk.Token, desk.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_does_not_work_is_a_problem_though_the_token_does()
    {
        await using var carrier = await CarrierStub.Start((http, number) =>
            number == 1 ? CarrierStub.Write(http, 200, Account("active", "Full")) : CarrierStub.Write(http, 401, """{"code":20003}"""));
        using var desk = new SettingsDesk(carrier.Url);
        await desk.Accounts.Add(new(SettingsDesk.Sid, SettingsDesk.Token, "", "SKdddddddddddddddddddddddddddddddd", "keysecret"), Cancellation);

        var check = await desk.Numbers.Check(SettingsDesk.Sid, Cancellation);

        Assert.False(check.Works);
        Assert.Contains("API key", check.Findings[^1].Text, StringComparison.Ordinal);
    }

    private static string Account(string status, string type, string owner = SettingsDesk.Sid) =>
        $$"""{"sid":"{{SettingsDesk.Sid}}","friendly_name":"Acme","status":"{{status}}","type":"{{type}}","owner_account_sid":"{{owner}}"}""";
}
