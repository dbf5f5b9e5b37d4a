using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Voice;

/// <summary>Ending calls, and asking how they stand.</summary>
public sealed class CallRecordsTests
{
    private static readonly DateTimeOffset Created = new(2026, 7, 22, 10, 29, 58, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, null, true)]
    [InlineData(400, """{"code":21220,"message":"Call is not in-progress","status":400}""", true)]
    [InlineData(404, """{"code":20404,"message":"x","status":404}""", true)]
    [InlineData(404, "<html>nothing here</html>", false)]
    [InlineData(401, """{"code":20003,"status":401}""", false)]
    [InlineData(503, "", false)]
    public async Task A_call_is_over_when_the_carrier_says_so(int status, string? body, bool isOver)
    {
        await using var carrier = await CarrierStub.Answering(status, body ?? Json.Call(status: "completed"));
        using var sender = new Sender(carrier.Url);

        Assert.Equal(isOver, await sender.Calls.HangUp(Some.Line, Some.CallSid, Cancellation));

        var post = carrier.Posts.First();
        Assert.Equal(("POST", $"{Json.Calls}/{Some.CallSid}.json", "Status=completed"), (post.Method, post.Path, post.Body));
    }

    [Fact]
    public async Task Ending_a_call_is_said_again_when_no_answer_came()
    {
        await using var carrier = await CarrierStub.Start((http, number) =>
        {
            if (number < 3)
            {
                http.Abort();
                return Task.CompletedTask;
            }

            return CarrierStub.Write(http, 200, Json.Call(status: "completed"));
        });
        using var sender = new Sender(carrier.Url);

        Assert.True(await sender.Calls.HangUp(Some.Line, Some.CallSid, Cancellation));
        Assert.Equal(3, carrier.Posts.Count);
    }

    [Fact]
    public async Task A_call_is_found_with_the_legs_that_it_dialled()
    {
        await using var carrier = await CarrierStub.Start((http, _) => CarrierStub.Write(http, 200, (http.Request.Path.Value, http.Request.Query["ParentCallSid"].ToString()) switch
        {
            ($"{Json.Calls}/{Some.CallSid}.json", "") => Json.Call(status: "in-progress"),
            ($"{Json.Calls}.json", Some.CallSid) => Json.CallPage(null, Json.Call(Some.LegSid, "completed", Some.CallSid, direction: "outbound-dial")),
            _ => "{}",
        }));
        using var sender = new Sender(carrier.Url);

        Assert.Equal(
            [new(Some.CallSid, null, Some.MemberNumber, "in-progress", null, Created), new(Some.LegSid, Some.CallSid, Some.MemberNumber, "completed", 42, Created)],
            Assert.NotNull(await sender.Calls.Find(Some.Line, Some.CallSid, Cancellation)));
    }

    [Fact]
    public async Task A_call_that_the_carrier_does_not_know_is_no_call_and_no_answer_is_no_knowledge()
    {
        await using var carrier = await CarrierStub.Answering(404, """{"code":20404,"message":"x","status":404}""");
        using var sender = new Sender(carrier.Url);
        Assert.Empty(Assert.NotNull(await sender.Calls.Find(Some.Line, Some.CallSid, Cancellation)));
        Assert.Empty(Assert.NotNull(await sender.Calls.Find(Some.Line, "../../Messages", Cancellation)));
        Assert.Single(carrier.Posts);

        await using var silent = await CarrierStub.Answering(503, "");
        using var other = new Sender(silent.Url);
        Assert.Null(await other.Calls.Find(Some.Line, Some.CallSid, Cancellation));
        Assert.Null(await other.Calls.Placed(Some.Line, Some.MemberNumber, Created, Cancellation));
    }

    [Fact]
    public async Task A_call_without_its_legs_is_no_knowledge()
    {
        await using var carrier = await CarrierStub.Start((http, _) =>
            http.Request.Query.ContainsKey("ParentCallSid") ? CarrierStub.Write(http, 500, "") : CarrierStub.Write(http, 200, Json.Call()));
        using var sender = new Sender(carrier.Url);

        Assert.Null(await sender.Calls.Find(Some.Line, Some.CallSid, Cancellation));
    }

    [Fact]
    public async Task What_we_asked_for_since_a_moment_is_found_also_before_it_has_a_date()
    {
        await using var carrier = await CarrierStub.Answering(200, Json.CallPage(
            null,
            Json.Call("CA1", created: null),
            Json.Call("CA2"),
            Json.Call("CA3", created: "Wed, 22 Jul 2026 10:29:57 +0000"),
            Json.Call("CA4", parent: "CA2", direction: "outbound-dial"),
            Json.Call("CA5", direction: "inbound"),
            """{"sid":"CA6"}"""));
        using var sender = new Sender(carrier.Url);

        var calls = Assert.NotNull(await sender.Calls.Placed(Some.Line, Some.MemberNumber, Created.AddMilliseconds(900), Cancellation));

        Assert.Equal(["CA1", "CA2"], calls.Select(call => call.Sid));
        Assert.Equal((Json.Calls + ".json", "?From=%2B14155550100&To=%2B14155550142&PageSize=100"), Assert.Single(carrier.Posts) is var get ? (get.Path, get.Query) : default);
    }

    [Fact]
    public async Task Pages_are_read_until_they_are_older_and_none_that_leads_elsewhere()
    {
        const string Next = Json.Calls + ".json?Page=";
        await using var carrier = await CarrierStub.Start((http, number) => CarrierStub.Write(http, 200, number switch
        {
            1 => Json.CallPage(Next + 1, Json.Call("CA1")),
            2 => Json.CallPage(Next + 2, Json.Call("CA2", created: "Wed, 22 Jul 2026 09:00:00 +0000")),
            _ => Json.CallPage("http://evil.example" + Next + 3, Json.Call("CA3")),
        }));
        using var sender = new Sender(carrier.Url);

        Assert.Equal(["CA1"], Assert.NotNull(await sender.Calls.Placed(Some.Line, Some.MemberNumber, Created, Cancellation)).Select(call => call.Sid));
        Assert.Equal(2, carrier.Posts.Count);
        Assert.Equal(["CA3"], Assert.NotNull(await sender.Calls.Placed(Some.Line, Some.MemberNumber, Created, Cancellation)).Select(call => call.Sid));
        Assert.Equal(3, carrier.Posts.Count);
    }

    [Theory]
    [InlineData(204, "", true)]
    [InlineData(404, """{"code":20404,"message":"x","status":404}""", true)]
    [InlineData(404, "", false)]
    [InlineData(400, """{"code":20009,"message":"not complete","status":400}""", false)]
    [InlineData(500, "", false)]
    public async Task A_recording_is_gone_when_the_carrier_says_so(int status, string body, bool isGone)
    {
        await using var carrier = await CarrierStub.Start((http, _) =>
        {
            http.Response.StatusCode = status;
            return status == 204 ? Task.CompletedTask : CarrierStub.Write(http, status, body);
        });
        using var sender = new Sender(carrier.Url);

        Assert.Equal(isGone, await sender.Calls.DeleteRecording(Some.Line, Some.RecordingSid, Cancellation));
        Assert.Equal(("DELETE", $"/2010-04-01/Accounts/{Some.AccountSid}/Recordings/{Some.RecordingSid}.json"), carrier.Posts.First() is var asked ? (asked.Method, asked.Path) : default);
    }
}
