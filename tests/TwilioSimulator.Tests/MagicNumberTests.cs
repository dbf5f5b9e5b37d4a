using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class MagicNumberTests
{
    private const string TestSid = "AC44444444444444444444444444444444";
    private const string TestToken = "fedcba9876543210fedcba9876543210";
    private const string Success = "+15005550006";

    [Theory]
    [InlineData("+15005550001", 21212)]
    [InlineData("+15005550007", 21606)]
    [InlineData("+15005550008", 21611)]
    [InlineData(Line, 21606)]
    public async Task Test_credentials_refuse_senders_by_number(string from, int code)
    {
        await using var simulator = await Start();

        Assert.Equal(code, (await Create(simulator, Handset, from)).Code);
    }

    [Theory]
    [InlineData("+15005550001", 21211)]
    [InlineData("+15005550002", 21612)]
    [InlineData("+15005550003", 21408)]
    [InlineData("+15005550004", 21610)]
    [InlineData("+15005550009", 21614)]
    public async Task Recipients_are_refused_by_number_with_either_credentials(string to, int code)
    {
        await using var simulator = await Start();

        Assert.Equal(code, (await Create(simulator, to, Success)).Code);
        Assert.Equal(code, (await simulator.Text(to: to)).Code);
    }

    [Fact]
    public async Task Test_credentials_validate_and_keep_nothing()
    {
        await using var simulator = await Start();

        var answer = await Create(simulator, Handset, Success);

        Assert.Equal((201, "queued"), (answer.Status, answer["status"]));
        Assert.Equal(404, (await simulator.Fetch(answer.Sid)).Status);
        Assert.Equal(21602, (await Create(simulator, Handset, Success, body: "")).Code);
    }

    [Fact]
    public async Task Test_credentials_reach_nothing_else()
    {
        await using var simulator = await Start();

        var answer = await simulator.Send(
            HttpMethod.Get, $"/2010-04-01/Accounts/{TestSid}/Messages.json", credentials: Basic(TestSid, TestToken));

        Assert.Equal((403, 20008), (answer.Status, answer.Code));
    }

    private static Task<Answer> Create(SimulatorUnderTest simulator, string to, string from, string body = "x") => simulator.Send(
        HttpMethod.Post, $"/2010-04-01/Accounts/{TestSid}/Messages.json", [("To", to), ("From", from), ("Body", body)], Basic(TestSid, TestToken));
}
