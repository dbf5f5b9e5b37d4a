using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class CallRuleTests
{
    private const string TestSid = "AC44444444444444444444444444444444";
    private const string TestToken = "fedcba9876543210fedcba9876543210";
    private const string Success = "+15005550006";

    [Theory]
    [InlineData("To", "", 21201)]
    [InlineData("From", "", 21213)]
    [InlineData("To", "4155550123", 21217)]
    [InlineData("To", "client:an agent", 21217)]
    [InlineData("From", "nonsense", 21212)]
    [InlineData("From", "+14155559999", 21210)]
    [InlineData("From", SmsOnlyLine, 21210)]
    [InlineData("Url", "", 21205)]
    [InlineData("Url", "/relative", 21205)]
    [InlineData("FallbackUrl", "nonsense", 21205)]
    [InlineData("Method", "PUT", 21209)]
    [InlineData("StatusCallbackMethod", "PUT", 21209)]
    [InlineData("SendDigits", "12x", 21206)]
    [InlineData("SendDigits", "123456789012345678901234567890123", 21206)]
    [InlineData("Timeout", "0", 21208)]
    [InlineData("Timeout", "601", 21208)]
    [InlineData("Timeout", "soon", 21208)]
    [InlineData("StatusCallbackEvent", "hungup", 21626)]
    [InlineData("MachineDetection", "Always", 21234)]
    [InlineData("MachineDetectionTimeout", "2", 21234)]
    [InlineData("StatusCallback", "http://under_score.example.com/", 21609)]
    [InlineData("To", "+15002021215", 21215)]
    public async Task A_request_that_is_wrong_is_refused_with_its_code(string name, string value, int code)
    {
        await using var simulator = await Start();
        var form = new Dictionary<string, string> { ["To"] = Handset, ["From"] = Line, ["Url"] = "http://127.0.0.1:1/voice" };
        form[name] = value;

        var answer = await simulator.Post(Path("Calls.json"), [.. form.Select(field => (field.Key, field.Value))]);

        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.Empty((await simulator.Get(Path("Calls.json"))).Json.GetProperty("calls").EnumerateArray());
    }

    [Fact]
    public async Task The_first_rule_that_is_broken_decides()
    {
        await using var simulator = await Start();

        Assert.Equal(21201, (await simulator.Post(Path("Calls.json"), ("Timeout", "0"))).Code);
        Assert.Equal(21213, (await simulator.Post(Path("Calls.json"), ("To", "nonsense"), ("Timeout", "0"))).Code);
        Assert.Equal(21217, (await simulator.Post(Path("Calls.json"), ("To", "nonsense"), ("From", "nonsense"))).Code);
    }

    [Theory]
    [InlineData("+15005550001", 21217)]
    [InlineData("+15005550002", 21214)]
    [InlineData("+15005550003", 21215)]
    [InlineData("+15005550004", 21216)]
    public async Task Magic_recipients_are_refused_with_either_credentials(string to, int code)
    {
        await using var simulator = await Start();

        Assert.Equal(code, (await Create(simulator, to, Line)).Code);
        Assert.Equal(code, (await CreateAsTest(simulator, to, Success)).Code);
    }

    [Theory]
    [InlineData("+15005550001", 21212)]
    [InlineData(Line, 21210)]
    public async Task Test_credentials_refuse_callers_by_number(string from, int code)
    {
        await using var simulator = await Start();

        Assert.Equal(code, (await CreateAsTest(simulator, Handset, from)).Code);
    }

    [Fact]
    public async Task Test_credentials_validate_and_call_nobody()
    {
        await using var stage = await VoiceStage.Set();

        var answer = await CreateAsTest(stage.Simulator, Handset, Success, stage.At("/voice"));
        await stage.Simulator.Advance(60);

        Assert.Equal((201, "queued", TestSid), (answer.Status, answer["status"], answer["account_sid"]));
        Assert.Equal(404, (await stage.Fetch(answer.Sid)).Status);
        Assert.Empty(stage.Product.Received);
    }

    [Fact]
    public async Task A_verified_number_may_be_shown_as_the_caller()
    {
        await using var simulator = await Start();
        await simulator.Control("verified-numbers", new { phoneNumber = "+14155559999" });

        Assert.Equal(201, (await Create(simulator, Handset, "+14155559999")).Status);
    }

    [Fact]
    public async Task A_trial_account_calls_verified_numbers_only()
    {
        await using var simulator = await Start();
        await simulator.Control("accounts", new { sid = Sid, type = "Trial" });

        Assert.Equal(21219, (await Create(simulator, Handset, Line)).Code);
        await simulator.Control("verified-numbers", new { phoneNumber = Handset });
        Assert.Equal(201, (await Create(simulator, Handset, Line)).Status);
    }

    [Fact]
    public async Task Countries_and_single_numbers_can_be_closed()
    {
        await using var simulator = await Start();
        await simulator.Control("accounts", new { sid = Sid, enabledCountries = new[] { "DE" } });
        await simulator.Control("directory", new { number = "+4930123456", blocked = true });

        Assert.Equal(21215, (await Create(simulator, Handset, Line)).Code);
        Assert.Equal(21216, (await Create(simulator, "+4930123456", Line)).Code);
        Assert.Equal(201, (await Create(simulator, "+4930123457", Line)).Status);
    }

    private static Task<Answer> Create(SimulatorUnderTest simulator, string to, string from) =>
        simulator.Post(Path("Calls.json"), ("To", to), ("From", from), ("Twiml", "<Response/>"));

    private static Task<Answer> CreateAsTest(SimulatorUnderTest simulator, string to, string from, string url = "http://127.0.0.1:1/") => simulator.Send(
        HttpMethod.Post, $"/2010-04-01/Accounts/{TestSid}/Calls.json", [("To", to), ("From", from), ("Url", url)], Basic(TestSid, TestToken));
}
