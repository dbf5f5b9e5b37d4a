using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class ApiFaultTests
{
    [Theory]
    [InlineData("connectRefused", 0)]
    [InlineData("tlsFailure", 0)]
    [InlineData("resetAfterExecute", 1)]
    [InlineData("truncatedBody", 1)]
    public async Task A_broken_connection_tells_nothing_about_what_was_executed(string effect, int executed)
    {
        await using var simulator = await Start();
        await simulator.Fault(new { effect, method = "POST", path = "Messages.json", count = 1 });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => simulator.Text());

        Assert.Equal(executed, await Listed(simulator));
    }

    [Theory]
    [InlineData("timeoutBeforeExecute", 0)]
    [InlineData("timeoutAfterExecute", 1)]
    public async Task A_held_connection_is_cut_after_a_minute(string effect, int executed)
    {
        await using var simulator = await Start();
        await simulator.Fault(new { effect, method = "POST", count = 1 });
        var held = simulator.Text();
        await simulator.UntilPending(1 + executed);

        Assert.Equal(executed, await Listed(simulator));
        Assert.False(held.IsCompleted);
        await simulator.Advance(60);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => held);
    }

    [Theory]
    [InlineData("malformedJson", 201, "application/json")]
    [InlineData("emptyBody", 201, "application/json")]
    [InlineData("wrongContentType", 201, "text/html")]
    public async Task A_spoiled_answer_belongs_to_an_executed_request(string effect, int status, string type)
    {
        await using var simulator = await Start();
        await simulator.Fault(new { effect, method = "POST", count = 1 });

        var answer = await simulator.Text();

        Assert.Equal((status, type, default), (answer.Status, answer.ContentType, answer.Json.ValueKind));
        Assert.Equal(1, await Listed(simulator));
    }

    [Theory]
    [InlineData(500, false, 0, 20500)]
    [InlineData(503, true, 1, 20503)]
    [InlineData(401, false, 0, 20003)]
    [InlineData(429, false, 0, 20429)]
    public async Task A_status_can_be_answered_with_and_without_execution(int status, bool execute, int executed, int code)
    {
        await using var simulator = await Start();
        await simulator.Fault(new { effect = "status", code = status, execute, method = "POST", count = 1 });

        var answer = await simulator.Text();

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(executed, await Listed(simulator));
    }

    [Fact]
    public async Task A_502_can_come_as_html_from_an_intermediary()
    {
        await using var simulator = await Start();
        await simulator.Fault(new { effect = "status", code = 502, body = "<h1>Bad gateway</h1>", retryAfter = 7 });

        var answer = await simulator.Text();

        Assert.Equal((502, "text/html", "<h1>Bad gateway</h1>", "7"),
            (answer.Status, answer.ContentType, answer.Text, answer.Headers.RetryAfter!.ToString()));
    }

    [Fact]
    public async Task Lists_can_lag_behind()
    {
        await using var simulator = await Start();
        await simulator.Fault(new { effect = "listLag", seconds = 30 });
        var answer = await simulator.Text();

        Assert.Equal(0, await Listed(simulator));
        Assert.Equal(200, (await simulator.Fetch(answer.Sid)).Status);
        await simulator.Advance(31);
        Assert.Equal(1, await Listed(simulator));
    }

    [Fact]
    public async Task Matchers_choose_whom_a_fault_meets_and_how_often()
    {
        await using var simulator = await Start();
        await simulator.Fault(new { effect = "status", code = 500, to = Handset, after = 1, count = 2 });
        var statuses = new List<int>();
        foreach (var to in new[] { "+14155550124", Handset, Handset, "+14155550124", Handset, Handset })
        {
            statuses.Add((await simulator.Text(to: to)).Status);
        }

        Assert.Equal([201, 201, 500, 201, 500, 201], statuses);
    }

    [Fact]
    public async Task Probability_follows_the_seed()
    {
        static async Task<string> Run()
        {
            await using var simulator = await Start("--Simulator:Seed=5");
            await simulator.Fault(new { effect = "status", code = 500, probability = 0.5 });
            var statuses = new List<int>();
            for (var i = 0; i < 30; i++)
            {
                statuses.Add((await simulator.Text()).Status);
            }

            return string.Join(' ', statuses);
        }

        var first = await Run();

        Assert.Contains("500", first, StringComparison.Ordinal);
        Assert.Contains("201", first, StringComparison.Ordinal);
        Assert.Equal(first, await Run());
    }

    [Fact]
    public async Task A_fault_can_be_taken_back()
    {
        await using var simulator = await Start();
        var fault = await simulator.Control("faults", new { effect = "status", code = 500 }, 201);

        Assert.Equal(204, (await simulator.Send(HttpMethod.Delete, "/_sim/faults/" + fault.GetProperty("id").GetString())).Status);

        Assert.Equal(201, (await simulator.Text()).Status);
        Assert.Equal(404, (await simulator.Send(HttpMethod.Delete, "/_sim/faults/none")).Status);
    }

    [Theory]
    [InlineData("{\"effect\":\"nonsense\"}")]
    [InlineData("{\"effect\":\"slow\",\"probability\":2}")]
    [InlineData("{\"effect\":\"slow\",\"surprise\":2}")]
    [InlineData("{}")]
    [InlineData("nonsense")]
    public async Task An_order_that_makes_no_sense_is_400(string json)
    {
        await using var simulator = await Start();
        using var body = new StringContent(json, null, "application/json");

        using var response = await simulator.Http.PostAsync("/_sim/faults", body, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
    }

    private static async Task<int> Listed(SimulatorUnderTest simulator) =>
        (await simulator.Get(Path("Messages.json"))).Json.GetProperty("messages").GetArrayLength();
}
