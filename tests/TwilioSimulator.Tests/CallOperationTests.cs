using OrleansSms.TwilioSimulator.Tests.Harness;
using static OrleansSms.TwilioSimulator.Tests.Harness.SimulatorUnderTest;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class CallOperationTests
{
    private const string Talk = "<Pause length=\"100\"/>";
    private const string Patient = "+15002400006";

    [Fact]
    public async Task A_queued_call_can_be_cancelled_and_is_never_dialled()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.Call()).Sid;

        var answer = await stage.Update(sid, ("Status", "canceled"));
        await stage.Simulator.Advance(60);

        Assert.Equal((200, "canceled"), (answer.Status, answer["status"]));
        Assert.Equal(["canceled"], stage.Statuses());
    }

    [Theory]
    [InlineData("canceled")]
    [InlineData("completed")]
    public async Task A_ringing_call_ends_as_cancelled_either_way(string status)
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.Call("+15002400003")).Sid;
        await stage.Simulator.Advance(5);
        Assert.Equal("ringing", (await stage.Fetch(sid))["status"]);

        await stage.Update(sid, ("Status", status));
        await stage.Simulator.Advance(0);

        Assert.Equal(["initiated", "ringing", "canceled"], stage.Statuses());
        Assert.Equal("487", stage.Product.Received[^1]["SipResponseCode"]);
    }

    [Fact]
    public async Task A_running_call_can_be_hung_up_but_not_cancelled()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.With("/voice", Talk).Call(Patient)).Sid;
        await stage.Simulator.Advance(10);

        Assert.Equal(21220, (await stage.Update(sid, ("Status", "canceled"))).Code);
        var answer = await stage.Update(sid, ("Status", "completed"));
        await stage.Simulator.Advance(0);

        Assert.Equal("completed", answer["status"]);
        Assert.Equal("completed", stage.Statuses()[^1]);
    }

    [Fact]
    public async Task A_call_that_has_ended_takes_no_orders()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.Call()).Sid;
        await stage.Simulator.Advance(60);

        Assert.Equal((400, 21220), await CodeOf(stage.Update(sid, ("Status", "completed"))));
        Assert.Equal((400, 21220), await CodeOf(stage.Update(sid, ("Url", stage.At("/other")))));
        Assert.Equal((404, 20404), await CodeOf(stage.Update("CA0", ("Status", "completed"))));
        Assert.Equal((400, 20422), await CodeOf(stage.Update(sid, ("Status", "busy"))));
    }

    [Theory]
    [InlineData("Url", "{url}/other")]
    [InlineData("Twiml", "<Response><Redirect>{url}/other</Redirect></Response>")]
    public async Task A_live_call_can_be_sent_to_another_document(string name, string value)
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.With("/voice", Talk).With("/other", "<Say>Goodbye.</Say>").Call(Patient)).Sid;
        await stage.Simulator.Advance(10);

        var answer = await stage.Update(sid, (name, value.Replace("{url}", stage.Product.Url, StringComparison.Ordinal)));
        await stage.Simulator.Advance(5);

        Assert.Equal((200, "in-progress"), (answer.Status, answer["status"]));
        Assert.Equal(sid, stage.Single("/other")["CallSid"]);
        Assert.Equal("completed", (await stage.Fetch(sid))["status"]);
    }

    [Fact]
    public async Task A_call_that_still_rings_cannot_be_sent_elsewhere()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.Call()).Sid;
        await stage.Simulator.Advance(1);

        Assert.Equal((400, 21220), await CodeOf(stage.Update(sid, ("Url", stage.At("/other")))));
    }

    [Fact]
    public async Task A_live_call_can_be_told_to_another_address()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.With("/voice", Talk).Call(Patient)).Sid;
        await stage.Simulator.Advance(10);

        await stage.Update(sid, ("StatusCallback", stage.At("/elsewhere")));
        Assert.Equal((400, 21609), await CodeOf(stage.Update(sid, ("StatusCallback", "nonsense"))));
        await stage.Simulator.Advance(200);

        Assert.Equal(["completed"], stage.Statuses(sid, "/elsewhere"));
        Assert.Equal("in-progress", stage.Statuses()[^1]);
    }

    [Fact]
    public async Task Only_a_call_that_has_ended_can_be_deleted()
    {
        await using var stage = await VoiceStage.Set();
        var sid = (await stage.Call()).Sid;
        var path = Path($"Calls/{sid}.json");

        Assert.Equal(20009, (await stage.Simulator.Send(HttpMethod.Delete, path)).Code);
        await stage.Simulator.Advance(60);
        Assert.Equal(204, (await stage.Simulator.Send(HttpMethod.Delete, path)).Status);
        Assert.Equal(404, (await stage.Fetch(sid)).Status);
    }

    [Fact]
    public async Task The_list_is_filtered_by_party_parent_and_status()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", "<Dial callerId=\"" + Line + "\">+14155550124</Dial>");
        var parent = (await stage.Call()).Sid;
        await stage.Call("+15002400002");
        await stage.Simulator.Advance(90);

        Assert.Equal(3, (await List(stage, "")).Count);
        Assert.Equal([parent], await List(stage, "To=%2B15002400001"));
        Assert.Equal(["+14155550124"], await List(stage, "ParentCallSid=" + parent, "to"));
        Assert.Equal(["+15002400002"], await List(stage, "Status=busy", "to"));
        Assert.Equal(3, (await List(stage, "StartTime=2026-01-01")).Count);
        Assert.Empty(await List(stage, "EndTime%3C=2025-12-31"));
        Assert.Equal((400, 20422), await CodeOf(stage.Simulator.Get(Path("Calls.json?StartTime=nonsense"))));
    }

    [Fact]
    public async Task Pages_of_calls_follow_each_other_without_repetition()
    {
        await using var stage = await VoiceStage.Set();
        for (var i = 0; i < 5; i++)
        {
            await stage.Call();
        }

        var seen = new List<string?>();
        string? next = Path("Calls.json?PageSize=2");
        while (next is not null)
        {
            var page = await stage.Simulator.Get(next);
            seen.AddRange(page.Json.GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("sid").GetString()));
            next = page["next_page_uri"];
        }

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public async Task Either_side_of_a_talk_can_be_sent_to_another_document()
    {
        await using var stage = await VoiceStage.Set();
        stage.With("/voice", $"<Dial action=\"/result\">{Patient}</Dial>").With("/result", "<Pause length=\"50\"/>").With("/menu", "<Pause length=\"20\"/>");
        var parent = (await stage.Call(Patient)).Sid;
        await stage.Simulator.Advance(10);
        var child = (await stage.Simulator.Get("/_sim/calls")).Json[0].GetProperty("sid").GetString()!;

        await stage.Update(child, ("Url", stage.At("/menu")));
        await stage.Simulator.Advance(1);

        Assert.Equal(child, stage.Single("/menu")["CallSid"]);
        Assert.Equal(parent, stage.Single("/result")["CallSid"]);
        await stage.Simulator.Advance(30);
        Assert.Equal(("completed", "in-progress"), ((await stage.Fetch(child))["status"], (await stage.Fetch(parent))["status"]));
    }

    private static async Task<IReadOnlyList<string?>> List(VoiceStage stage, string query, string field = "sid") =>
        [.. (await stage.Simulator.Get(Path("Calls.json?" + query))).Json.GetProperty("calls").EnumerateArray().Select(call => call.GetProperty(field).GetString())];

    private static async Task<(int Status, int Code)> CodeOf(Task<Answer> request) => ((await request).Status, (await request).Code);
}
