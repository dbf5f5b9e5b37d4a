using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Tests.Kit;
using OrleansSms.Twilio.Tests.Outbound;

namespace OrleansSms.Twilio.Tests.Records;

public sealed class RecordTroubleTests
{
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(404, "<html>nothing here</html>")]
    [InlineData(401, """{"code":20003,"message":"Authenticate","status":401}""")]
    [InlineData(400, """{"code":20007,"message":"Page size","status":400}""")]
    [InlineData(301, "")]
    [InlineData(200, "<html>Sign in to the Wi-Fi</html>")]
    [InlineData(200, "")]
    [InlineData(200, "{\"messages\":[{\"sid\":")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"nothing":"of a message"}""")]
    public async Task An_answer_that_says_nothing_is_no_knowledge_and_is_not_asked_for_again(int status, string body)
    {
        await using var carrier = await CarrierStub.Answering(status, body);
        using var sender = new Sender(carrier.Url);

        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.Records.Find(Some.Line, Some.MessageSid, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.Records.List(new(Some.Line, To: Some.Line), TestContext.Current.CancellationToken));
        Assert.Equal(2, carrier.Posts.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task What_may_pass_is_asked_again_until_it_has_passed(int status)
    {
        await using var carrier = await CarrierStub.Start((http, number) => number < 4
            ? CarrierStub.Write(http, status, "{\"code\":20429}")
            : CarrierStub.Write(http, 200, Json.Inbound()));
        using var sender = new Sender(carrier.Url);

        Assert.NotNull(await sender.Records.Find(Some.Line, Some.MessageSid, TestContext.Current.CancellationToken));
        Assert.Equal(4, carrier.Posts.Count);
        Assert.All(sender.Time.Waits.Zip([0.5, 1, 2]), wait => Assert.InRange(wait.First, TimeSpan.Zero, TimeSpan.FromSeconds(wait.Second)));
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_an_answer_is_asked_again()
    {
        await using var carrier = await CarrierStub.Start(async (http, number) =>
        {
            if (number > 1)
            {
                await CarrierStub.Write(http, 200, Json.Inbound());
                return;
            }

            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("{\"sid\":");
            await http.Response.Body.FlushAsync();
            http.Abort();
        });
        using var sender = new Sender(carrier.Url);

        Assert.NotNull(await sender.Records.Find(Some.Line, Some.MessageSid, TestContext.Current.CancellationToken));
        Assert.Equal(2, carrier.Posts.Count);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task What_does_not_pass_is_given_up(int status)
    {
        await using var carrier = await CarrierStub.Answering(status, "");
        using var sender = new Sender(carrier.Url);

        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.Records.List(new(Some.Line, To: Some.Line), TestContext.Current.CancellationToken));
        Assert.Equal(5, carrier.Posts.Count);
    }

    [Fact]
    public async Task A_carrier_that_is_not_there_is_asked_a_few_times()
    {
        using var sender = new Sender(OutcomeTests.RefusingUrl());

        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.Records.List(new(Some.Line, To: Some.Line), TestContext.Current.CancellationToken));
        Assert.Equal(4, sender.Time.Waits.Count);
    }

    [Fact]
    public async Task The_carriers_own_wish_is_honoured_unless_it_is_too_long()
    {
        await using var carrier = await CarrierStub.Start((http, number) =>
        {
            http.Response.Headers.RetryAfter = number == 1 ? "17" : "90";
            return CarrierStub.Write(http, 429, "");
        });
        using var sender = new Sender(carrier.Url);

        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.Records.List(new(Some.Line, To: Some.Line), TestContext.Current.CancellationToken));
        Assert.Equal(TimeSpan.FromSeconds(17), Assert.Single(sender.Time.Waits));
        Assert.Equal(2, carrier.Posts.Count);
    }

    [Fact]
    public async Task A_try_that_hangs_ends_after_fifteen_seconds_and_is_made_again()
    {
        var hanging = new TaskCompletionSource();
        await using var carrier = await CarrierStub.Start(async (http, number) =>
        {
            if (number > 1)
            {
                await CarrierStub.Write(http, 200, Json.Inbound());
                return;
            }

            hanging.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var sender = new Sender(carrier.Url);

        var finding = sender.Records.Find(Some.Line, Some.MessageSid, TestContext.Current.CancellationToken);
        await hanging.Task;
        Assert.False(finding.IsCompleted);
        sender.Time.Advance(OneTry);

        Assert.NotNull(await finding);
    }

    [Fact]
    public async Task Without_an_account_nobody_is_asked()
    {
        await using var carrier = await CarrierStub.Answering(200, Json.Page(null));
        using var sender = new Sender(carrier.Url, ("Twilio:AccountSid", null));

        var fault = await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.Records.List(new(Some.Line, To: Some.Line), TestContext.Current.CancellationToken));

        Assert.Contains("Twilio:AccountSid", fault.Message, StringComparison.Ordinal);
        Assert.Empty(carrier.Posts);
    }

    [Fact]
    public async Task Whoever_stops_waiting_is_told_just_that()
    {
        using var stop = new CancellationTokenSource();
        await using var carrier = await CarrierStub.Start((_, _) => stop.CancelAsync());
        using var sender = new Sender(carrier.Url);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.Records.List(new(Some.Line, To: Some.Line), stop.Token));
    }

    [Fact]
    public async Task Neither_secrets_nor_numbers_nor_texts_are_logged()
    {
        await using var carrier = await CarrierStub.Start((http, number) =>
        {
            http.Response.Headers["Twilio-Request-Id"] = "RQ1234";
            return number == 1
                ? CarrierStub.Write(http, 200, Json.Page(null, Json.Inbound(body: "very private")))
                : CarrierStub.Write(http, 400, """{"code":20007,"message":"no such number +14155550123","status":400}""");
        });
        using var sender = new Sender(carrier.Url);

        await sender.Records.List(new(Some.Line, From: Some.Contact, To: Some.Line), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<CarrierUnavailableException>(() => sender.Records.List(new(Some.Line, To: Some.Line), TestContext.Current.CancellationToken));

        Assert.Contains("RQ1234", sender.Log.All, StringComparison.Ordinal);
        Assert.Contains(20007.ToString(CultureInfo.InvariantCulture), sender.Log.All, StringComparison.Ordinal);
        foreach (var secret in new[] { Some.Token, "Basic ", "4155550123", "4155550100", "very private", "no such number" })
        {
            Assert.DoesNotContain(secret, sender.Log.All, StringComparison.Ordinal);
        }
    }
}
