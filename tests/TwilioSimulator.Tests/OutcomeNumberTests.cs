using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class OutcomeNumberTests
{
    [Theory]
    [InlineData("+15002021610", 400, 21610)]
    [InlineData("+15002020003", 401, 20003)]
    [InlineData("+15002020404", 404, 20404)]
    [InlineData("+15002020429", 429, 20429)]
    [InlineData("+15002020500", 500, 20500)]
    [InlineData("+15002020503", 503, 20503)]
    public async Task A_020_number_refuses_with_its_code(string to, int status, int code)
    {
        await using var simulator = await Start();

        var answer = await simulator.Text(to: to);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("+15002130034", "failed", "failed", "30034")]
    [InlineData("+15002230003", "undelivered", "sent undelivered", "30003")]
    [InlineData("+15002300002", "sent", "sent", "")]
    [InlineData("+15002300004", "delivered", "delivered sent", "")]
    [InlineData("+15002300005", "delivered", "sent sent sent delivered delivered delivered", "")]
    [InlineData("+15002300006", "delivered", "", "")]
    [InlineData("+15002300012", "undelivered", "sent delivered undelivered", "30008")]
    [InlineData("+15002300014", "delivered", "in_review delivered", "")]
    [InlineData("+15002300022", "delivered", "sent delivered", "")]
    public async Task A_number_decides_what_becomes_of_its_text(string to, string status, string callbacks, string code)
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        var answer = await simulator.Text(to: to, callback: receiver.Url);

        await simulator.Advance(60);

        Assert.Equal(callbacks, string.Join(' ', receiver.Statuses));
        var message = await simulator.Fetch(answer.Sid);
        Assert.Equal(status, message["status"]);
        Assert.Equal(code, message.Json.GetProperty("error_code").ToString());
        Assert.Equal(receiver.Received.Count, receiver.Received.Select(webhook => webhook.Token).Distinct().Count());
        Assert.Equal(code, string.Concat(receiver.Received.Select(webhook => webhook["ErrorCode"])));
    }

    [Fact]
    public async Task Number_001_waits_a_minute_in_the_queue()
    {
        await using var simulator = await Start();
        var answer = await simulator.Text(to: "+15002300001");

        await simulator.Advance(59);
        Assert.Equal("queued", (await simulator.Fetch(answer.Sid))["status"]);
        await simulator.Advance(4);
        Assert.Equal("delivered", (await simulator.Fetch(answer.Sid))["status"]);
    }

    [Fact]
    public async Task Number_003_is_delivered_ten_minutes_after_sent()
    {
        await using var simulator = await Start();
        var answer = await simulator.Text(to: "+15002300003");

        await simulator.Advance(600);
        Assert.Equal("sent", (await simulator.Fetch(answer.Sid))["status"]);
        await simulator.Advance(1);
        Assert.Equal("delivered", (await simulator.Fetch(answer.Sid))["status"]);
    }

    [Fact]
    public async Task Number_007_executes_and_never_answers_the_first_time()
    {
        await using var simulator = await Start();
        var first = simulator.Text(to: "+15002300007", body: "once");
        await simulator.UntilPending(2);
        Assert.Equal(1, await Listed(simulator, "+15002300007"));
        Assert.False(first.IsCompleted);

        await simulator.Advance(60);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => first);
        Assert.Equal(201, (await simulator.Text(to: "+15002300007", body: "once")).Status);
        Assert.Equal(2, await Listed(simulator, "+15002300007"));
    }

    [Fact]
    public async Task Number_008_executes_and_answers_500_the_first_time()
    {
        await using var simulator = await Start();

        var answer = await simulator.Text(to: "+15002300008");

        Assert.Equal((500, 20500), (answer.Status, answer.Code));
        Assert.Equal(1, await Listed(simulator, "+15002300008"));
        Assert.Equal(201, (await simulator.Text(to: "+15002300008")).Status);
    }

    [Theory]
    [InlineData("+15002300009", 503, 20503)]
    [InlineData("+15002300010", 429, 20429)]
    public async Task Numbers_009_and_010_refuse_twice_without_executing(string to, int status, int code)
    {
        await using var simulator = await Start();
        for (var i = 0; i < 2; i++)
        {
            var refused = await simulator.Text(to: to);
            Assert.Equal((status, code), (refused.Status, refused.Code));
        }

        Assert.Equal(0, await Listed(simulator, to));
        Assert.Equal(201, (await simulator.Text(to: to)).Status);
    }

    [Fact]
    public async Task Number_011_is_announced_as_sent_before_the_answer()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();

        var answer = await simulator.Text(to: "+15002300011", callback: receiver.Url);

        Assert.Equal(201, answer.Status);
        Assert.Equal(["sent"], receiver.Statuses);
        await simulator.Advance(10);
        Assert.Equal(["sent", "delivered"], receiver.Statuses);
    }

    [Fact]
    public async Task Number_013_hides_the_error_code_from_the_callback()
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        await simulator.Text(to: "+15002300013", callback: receiver.Url);

        await simulator.Advance(10);

        Assert.Equal(["sent", "undelivered"], receiver.Statuses);
        Assert.Null(receiver.Received[1]["ErrorCode"]);
    }

    [Fact]
    public async Task Number_015_is_executed_and_answered_with_broken_json()
    {
        await using var simulator = await Start();

        var answer = await simulator.Text(to: "+15002300015");

        Assert.Equal((201, default), (answer.Status, answer.Json.ValueKind));
        Assert.Equal(1, await Listed(simulator, "+15002300015"));
    }

    [Theory]
    [InlineData("+15002300020", "Hello back")]
    [InlineData("+15002300021", "STOP")]
    [InlineData("+15002300023", "YES")]
    public async Task A_handset_answers_two_seconds_after_delivery(string to, string reply)
    {
        await using var simulator = await Start();
        await using var receiver = await WebhookReceiver.Start();
        receiver.AnswerWith("text/xml", "<Response/>");
        await simulator.Route(receiver.Url);
        await simulator.Text(to: to);

        await simulator.Advance(10);

        var webhook = Assert.Single(receiver.Received);
        Assert.Equal((to, Line, reply), (webhook["From"], webhook["To"], webhook["Body"]));
        Assert.Equal(reply == "STOP" ? 21610 : 201, await CodeOrStatus(simulator, to));
    }

    [Fact]
    public async Task Any_number_can_behave_like_an_outcome_number()
    {
        await using var simulator = await Start();
        await simulator.Control("directory", new { number = Handset, behavesLike = "+15002130034" });
        var answer = await simulator.Text();

        await simulator.Advance(10);

        Assert.Equal("failed", (await simulator.Fetch(answer.Sid))["status"]);
    }

    private static async Task<int> CodeOrStatus(SimulatorUnderTest simulator, string to)
    {
        var answer = await simulator.Text(to: to);
        return answer.Status == 201 ? 201 : answer.Code;
    }

    private static async Task<int> Listed(SimulatorUnderTest simulator, string to) =>
        (await simulator.Get(Path($"Messages.json?To={Uri.EscapeDataString(to)}"))).Json.GetProperty("messages").GetArrayLength();
}
