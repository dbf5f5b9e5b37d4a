using Microsoft.AspNetCore.WebUtilities;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Outbound;
using OrleansSms.Twilio.Tests.Kit;
using OrleansSms.Twilio.Tests.Outbound;

namespace OrleansSms.Twilio.Tests.Voice;

/// <summary>Asking the carrier for a call: once, and what is known afterwards.</summary>
public sealed class PlaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_members_phone_rings_first_and_the_line_is_the_caller()
    {
        await using var carrier = await CarrierStub.Answering(201, Json.Call());
        using var sender = new Sender(carrier.Url);

        await sender.Calls.Place(Some.Order(), Cancellation);

        var post = Assert.Single(carrier.Posts);
        Assert.Equal(("POST", Json.Calls + ".json"), (post.Method, post.Path));
        Assert.Contains("To=%2B14155550142", post.Body, StringComparison.Ordinal);
        var form = new FormReader(post.Body).ReadForm();
        var bridge = $"{Some.PublicUrl}{Receiver.Voice}bridge{Some.Ids}#rc=3&rp=ct,rt,5xx";
        Assert.Equal([Some.MemberNumber, Some.Line, bridge, bridge, "25"], ((string[])["To", "From", "Url", "FallbackUrl", "Timeout"]).Select(name => form[name].ToString()));
        Assert.Equal($"{Some.PublicUrl}{Receiver.Voice}status{Some.Ids}&leg=member#rc=3&rp=ct,rt,5xx", form["StatusCallback"]);
        Assert.Equal(["initiated", "ringing", "answered", "completed"], form["StatusCallbackEvent"].AsEnumerable());
    }

    [Fact]
    public async Task A_call_that_the_carrier_took_is_settled()
    {
        await using var carrier = await CarrierStub.Answering(201, Json.Call());
        using var sender = new Sender(carrier.Url);

        var report = Assert.IsType<CallAnswer.Settled>(await sender.Calls.Place(Some.Order(), Cancellation)).Report;

        Assert.Equal(new(Some.CallId, CallLeg.Member, "queued", Some.CallSid, CarrierDate: new DateTimeOffset(2026, 7, 22, 10, 29, 58, TimeSpan.Zero)), report);
    }

    [Theory]
    [InlineData(400, """{"code":21217,"message":"+14155550142 is not valid","status":400}""", 21217)]
    [InlineData(400, """{"message":"no code","status":400}""", 400)]
    [InlineData(401, """{"code":20003,"message":"Authenticate","status":401}""", 20003)]
    [InlineData(403, "", 403)]
    public async Task A_refusal_is_settled_as_failed_so_that_nobody_waits(int status, string body, int code)
    {
        await using var carrier = await CarrierStub.Answering(status, body);
        using var sender = new Sender(carrier.Url);

        Assert.Equal(
            new(Some.CallId, CallLeg.Member, "failed", Code: code), Assert.IsType<CallAnswer.Settled>(await sender.Calls.Place(Some.Order(), Cancellation)).Report);
        Assert.Single(carrier.Posts);
    }

    [Theory]
    [InlineData(201, "{\"sid\":\"CA2")]
    [InlineData(201, """{"status":"queued"}""")]
    [InlineData(301, "")]
    [InlineData(400, "<html>Bad request</html>")]
    [InlineData(500, """{"code":20500,"message":"Internal","status":500}""")]
    [InlineData(503, "")]
    public async Task An_answer_that_proves_nothing_leaves_the_call_in_doubt_after_one_post(int status, string body)
    {
        await using var carrier = await CarrierStub.Answering(status, body);
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CallAnswer.Unknown>(await sender.Calls.Place(Some.Order(), Cancellation));
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task A_connection_that_is_reset_after_the_request_leaves_the_call_in_doubt()
    {
        await using var carrier = await CarrierStub.Start((http, _) =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CallAnswer.Unknown>(await sender.Calls.Place(Some.Order(), Cancellation));
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task What_surely_did_not_arrive_is_tried_again_and_then_given_back()
    {
        using var sender = new Sender(OutcomeTests.RefusingUrl());

        Assert.IsType<CallAnswer.NotExecuted>(await sender.Calls.Place(Some.Order(), Cancellation));
        Assert.Equal(2, sender.Time.Waits.Count);
    }

    [Fact]
    public async Task Too_many_requests_is_tried_again_until_the_carrier_has_room()
    {
        await using var carrier = await CarrierStub.Start((http, number) => CarrierStub.Write(http, number < 3 ? 429 : 201, number < 3 ? "{}" : Json.Call()));
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CallAnswer.Settled>(await sender.Calls.Place(Some.Order(), Cancellation));
        Assert.Equal(3, carrier.Posts.Count);
    }

    [Theory]
    [InlineData("4", 3)] // at once, after 4 and after 8 seconds; a text would go on for a minute
    [InlineData("11", 1)]
    [InlineData("60", 1)]
    public async Task Whoever_waits_beside_the_phone_waits_for_room_at_the_carrier_for_seconds_only(string wish, int posts)
    {
        await using var carrier = await CarrierStub.Start((http, _) =>
        {
            http.Response.Headers.RetryAfter = wish;
            return CarrierStub.Write(http, 429, """{"code":20429,"message":"Too Many Requests","status":429}""");
        });
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CallAnswer.NotExecuted>(await sender.Calls.Place(Some.Order(), Cancellation));
        Assert.Equal(posts, carrier.Posts.Count);
        Assert.True(sender.Time.Waits.Aggregate(TimeSpan.Zero, (all, wait) => all + wait) <= PostPatience.OfCalls.LongestWait);
    }

    [Fact]
    public void A_call_is_given_up_before_a_minute_is_over_though_one_post_may_take_its_time() =>
        Assert.InRange(PostPatience.OfCalls.Altogether, ImpatientTime.Limit + PostPatience.OfCalls.LongestWait, TimeSpan.FromMinutes(1));

    [Fact]
    public async Task Without_an_account_nothing_is_asked_for()
    {
        await using var carrier = await CarrierStub.Answering(201, Json.Call());
        using var sender = new Sender(carrier.Url, ("Twilio:AccountSid", null));

        Assert.Contains("Twilio:AccountSid", Assert.IsType<CallAnswer.NotExecuted>(await sender.Calls.Place(Some.Order(), Cancellation)).Reason, StringComparison.Ordinal);
        Assert.False(await sender.Calls.HangUp(Some.Line, Some.CallSid, Cancellation));
        Assert.Null(await sender.Calls.Find(Some.Line, Some.CallSid, Cancellation));
        Assert.Null(await sender.Calls.Placed(Some.Line, Some.MemberNumber, default, Cancellation));
        Assert.False(await sender.Calls.DeleteRecording(Some.Line, Some.RecordingSid, Cancellation));
        Assert.Empty(carrier.Posts);
    }

    [Fact]
    public async Task Neither_secrets_nor_numbers_are_logged()
    {
        await using var carrier = await CarrierStub.Answering(400, """{"code":21217,"message":"+14155550142 is not valid","status":400}""");
        using var sender = new Sender(carrier.Url);

        await sender.Calls.Place(Some.Order(), Cancellation);

        Assert.Contains("21217", sender.Log.All, StringComparison.Ordinal);
        Assert.All([Some.Token, "Basic ", "4155550142", Some.Line], secret => Assert.DoesNotContain(secret, sender.Log.All, StringComparison.Ordinal));
    }
}
