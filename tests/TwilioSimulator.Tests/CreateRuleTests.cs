using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class CreateRuleTests
{
    private const string OtherLine = "+14155550199";

    [Theory]
    [InlineData(21604, "From", Line, "Body", "x")]
    [InlineData(63007, "To", "whatsapp:+14155550123", "From", Line, "Body", "x")]
    [InlineData(21211, "To", "+141555", "From", Line, "Body", "x")]
    [InlineData(21211, "To", "0123", "From", Line, "Body", "x")]
    [InlineData(21603, "To", Handset, "Body", "x")]
    [InlineData(21212, "To", Handset, "From", "+1-415", "Body", "x")]
    [InlineData(21266, "To", Line, "From", Line, "Body", "x")]
    [InlineData(21660, "To", Handset, "From", OtherLine, "Body", "x")]
    [InlineData(21612, "To", Handset, "From", "ACME", "Body", "x")]
    [InlineData(21705, "To", Handset, "MessagingServiceSid", "MGx", "Body", "x")]
    [InlineData(21701, "To", Handset, "MessagingServiceSid", "MG33333333333333333333333333333333", "Body", "x")]
    [InlineData(21711, "To", Handset, "MessagingServiceSid", Service, "From", TollFree, "Body", "x")]
    [InlineData(21602, "To", Handset, "From", Line)]
    [InlineData(21602, "To", Handset, "From", Line, "Body", "")]
    [InlineData(21620, "To", Handset, "From", Line, "MediaUrl", "files/x.jpg")]
    [InlineData(21621, "To", Handset, "From", SmsOnlyLine, "MediaUrl", "https://files.example.com/x.jpg")]
    [InlineData(21654, "To", Handset, "From", Line, "Body", "x", "ContentVariables", "{}")]
    [InlineData(21655, "To", Handset, "From", Line, "ContentSid", "HXx")]
    [InlineData(21656, "To", Handset, "From", Line, "ContentSid", "HX33333333333333333333333333333333", "ContentVariables", "{")]
    [InlineData(21609, "To", Handset, "From", Line, "Body", "x", "StatusCallback", "/relative")]
    [InlineData(21609, "To", Handset, "From", Line, "Body", "x", "StatusCallback", "https://a_b.example.com/")]
    [InlineData(21624, "To", Handset, "From", Line, "Body", "x", "ValidityPeriod", "36001")]
    [InlineData(35111, "To", Handset, "MessagingServiceSid", Service, "Body", "x", "ScheduleType", "fixed")]
    [InlineData(35118, "To", Handset, "From", Line, "Body", "x", "ScheduleType", "fixed", "SendAt", "2026-01-01T01:00:00Z")]
    [InlineData(35114, "To", Handset, "MessagingServiceSid", Service, "Body", "x", "ScheduleType", "fixed", "SendAt", "2026-01-01T00:04:00Z")]
    [InlineData(35115, "To", Handset, "MessagingServiceSid", Service, "Body", "x", "ScheduleType", "fixed", "SendAt", "2026-03-01T00:00:00Z")]
    public async Task A_request_is_refused_with_the_code_of_the_first_rule_it_breaks(int code, params string[] pairs)
    {
        await using var simulator = await Start();

        var answer = await simulator.Create([.. pairs.Chunk(2).Select(pair => (pair[0], pair[1]))]);

        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Options_choose_between_codes_the_carrier_has_used()
    {
        await using var simulator = await Start();
        await simulator.Settings(new { legacyFromErrors = true, sameNumberCode = 21211, emptyMessageCode = 21619, allowPrivateCallbacks = false });

        Assert.Equal(21606, (await simulator.Text(from: OtherLine)).Code);
        Assert.Equal(21211, (await simulator.Text(to: Line)).Code);
        Assert.Equal(21619, (await simulator.Text(body: "")).Code);
        Assert.Equal(21609, (await simulator.Text(callback: "http://localhost:1/")).Code);
    }

    [Fact]
    public async Task The_directory_knows_landlines_and_the_account_its_countries()
    {
        await using var simulator = await Start();
        await simulator.Control("directory", new { number = Handset, landline = true });
        await simulator.Control("accounts", new { sid = Sid, enabledCountries = new[] { "US" } });

        Assert.Equal(21614, (await simulator.Text()).Code);
        Assert.Equal(21408, (await simulator.Text(to: "+33612345678")).Code);
        Assert.Equal(201, (await simulator.Text(to: "+14155550124")).Status);
    }

    [Fact]
    public async Task A_service_without_senders_cannot_send()
    {
        await using var simulator = await Start();
        await simulator.Control("services", new { sid = Service, numbers = Array.Empty<string>() });

        Assert.Equal(21704, (await simulator.Create(("To", Handset), ("MessagingServiceSid", Service), ("Body", "x"))).Code);
    }
}
