using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class AuthenticationTests
{
    private static readonly string Account = $"/2010-04-01/Accounts/{Sid}.json";

    [Fact]
    public async Task A_wrong_token_is_401_with_a_json_body()
    {
        await using var simulator = await Start();

        var answer = await simulator.Send(HttpMethod.Get, Account, credentials: Basic(Sid, "wrong"));

        Assert.Equal((401, 20003, "application/json"), (answer.Status, answer.Code, answer.ContentType));
        Assert.Equal("Basic realm=\"Twilio API\"", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_standard_key_works_on_messages_and_fails_on_the_account()
    {
        await using var simulator = await Start();
        var key = await simulator.Control("keys", new { type = "standard" });
        var credentials = Basic(key.GetProperty("sid").GetString()!, key.GetProperty("secret").GetString()!);

        Assert.Equal(200, (await simulator.Send(HttpMethod.Get, Path("Messages.json"), credentials: credentials)).Status);
        var account = await simulator.Send(HttpMethod.Get, Account, credentials: credentials);
        Assert.Equal((401, 20003), (account.Status, account.Code));
    }

    [Fact]
    public async Task The_account_and_its_balance_can_be_read_with_the_token()
    {
        await using var simulator = await Start();

        Assert.Equal("active", (await simulator.Get(Account))["status"]);
        Assert.Equal("USD", (await simulator.Get(Path("Balance.json")))["currency"]);
    }

    [Fact]
    public async Task The_account_of_somebody_else_is_401_but_a_subaccount_is_not()
    {
        await using var simulator = await Start();
        var (stranger, child) = ("AC" + new string('a', 32), "AC" + new string('b', 32));
        await simulator.Control("accounts", new { sid = stranger });
        await simulator.Control("accounts", new { sid = child, ownerAccountSid = Sid });

        Assert.Equal(401, (await simulator.Get($"/2010-04-01/Accounts/{stranger}.json")).Status);
        Assert.Equal(Sid, (await simulator.Get($"/2010-04-01/Accounts/{child}.json"))["owner_account_sid"]);
    }

    [Fact]
    public async Task A_secondary_token_opens_the_door_as_well()
    {
        await using var simulator = await Start();
        await simulator.Control("accounts", new { sid = Sid, secondaryToken = "second" });

        Assert.Equal(200, (await simulator.Send(HttpMethod.Get, Account, credentials: Basic(Sid, "second"))).Status);
    }

    [Fact]
    public async Task A_suspended_account_is_refused()
    {
        await using var simulator = await Start();
        await simulator.Control("accounts", new { sid = Sid, status = "suspended" });

        var answer = await simulator.Text();

        Assert.Equal((401, 20003), (answer.Status, answer.Code));
        Assert.Equal((401, 20003), (await simulator.Get(Path("IncomingPhoneNumbers.json")) is var list ? (list.Status, list.Code) : default));
        Assert.Equal("suspended", (await simulator.Get(Account))["status"]);
    }

    [Theory]
    [InlineData("GET", "Nothing.json", 404, 20404)]
    [InlineData("PUT", "Messages.json", 405, 20004)]
    [InlineData("GET", "Messages", 400, 20422)]
    [InlineData("GET", "Messages/SM00000000000000000000000000000000.json", 404, 20404)]
    public async Task Wrong_paths_and_verbs_are_explained(string method, string resource, int status, int code)
    {
        await using var simulator = await Start();

        var answer = await simulator.Send(new HttpMethod(method), Path(resource));

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.StartsWith("RQ", answer.Headers.GetValues("Twilio-Request-Id").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_paths_outside_the_api_are_20404_too()
    {
        await using var simulator = await Start();

        var answer = await simulator.Get("/2011-01-01/whatever");

        Assert.Equal((404, 20404), (answer.Status, answer.Code));
    }
}
