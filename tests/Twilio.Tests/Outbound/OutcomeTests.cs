using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Outbound;

public sealed class OutcomeTests
{
    [Fact]
    public async Task A_created_message_is_settled_with_what_the_carrier_said()
    {
        await using var carrier = await CarrierStub.Start((http, _) => CarrierStub.Created(http));
        using var sender = new Sender(carrier.Url);

        var report = Assert.IsType<CarrierAnswer.Settled>(await sender.Send()).Report;

        Assert.Equal(new(Some.MessageId, "queued", Some.MessageSid, null, 2, -0.00790m, "USD"), report);
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task Amounts_are_read_the_same_on_a_German_machine()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            await using var carrier = await CarrierStub.Start((http, _) => CarrierStub.Created(http));
            using var sender = new Sender(carrier.Url);

            Assert.Equal(-0.00790m, Assert.IsType<CarrierAnswer.Settled>(await sender.Send()).Report.Price);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(400, """{"code":21211,"message":"The 'To' number +14155550123 is not valid","status":400}""", 21211)]
    [InlineData(400, """{"code":"21610","message":"x","status":400,"details":{}}""", 21610)]
    [InlineData(400, """{"type":"about:blank","title":"Bad","status":400,"code":20422,"errors":[{"detail":"d"}]}""", 20422)]
    [InlineData(400, """{"message":"no code","status":400}""", 400)]
    [InlineData(404, """{"message":"The requested resource was not found","status":404}""", 404)]
    public async Task A_refusal_is_settled_as_failed(int status, string body, int code)
    {
        await using var carrier = await CarrierStub.Answering(status, body);
        using var sender = new Sender(carrier.Url);

        var report = Assert.IsType<CarrierAnswer.Settled>(await sender.Send()).Report;

        Assert.Equal(new(Some.MessageId, "failed", ErrorCode: code), report);
        Assert.Single(carrier.Posts);
    }

    [Theory]
    [InlineData(401, """{"code":20003,"detail":"d","message":"Authenticate","status":401}""", 20003)]
    [InlineData(401, "", 401)]
    [InlineData(403, """{"code":20005,"message":"Account suspended","status":403}""", 20005)]
    [InlineData(403, "<html>forbidden</html>", 403)]
    public async Task A_closed_door_is_not_about_the_message(int status, string body, int code)
    {
        await using var carrier = await CarrierStub.Answering(status, body);
        using var sender = new Sender(carrier.Url);

        Assert.Equal(code, Assert.IsType<CarrierAnswer.LockedOut>(await sender.Send()).ErrorCode);
        Assert.Single(carrier.Posts);
    }

    [Theory]
    [InlineData(201, "{\"sid\":\"SM2")]
    [InlineData(201, "")]
    [InlineData(201, "[]")]
    [InlineData(201, """{"status":"queued"}""")]
    [InlineData(200, "<html>Sign in to the Wi-Fi</html>")]
    [InlineData(400, "<html>Bad request</html>")]
    [InlineData(408, "")]
    [InlineData(301, "")]
    [InlineData(500, """{"code":20500,"message":"Internal","status":500}""")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(503, """{"code":20503,"message":"Unavailable","status":503}""")]
    [InlineData(504, "")]
    public async Task An_answer_that_proves_nothing_leaves_the_message_in_doubt_after_one_post(int status, string body)
    {
        await using var carrier = await CarrierStub.Answering(status, body);
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CarrierAnswer.Unknown>(await sender.Send());
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var carrier = await CarrierStub.Start((http, _) =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CarrierAnswer.Unknown>(await sender.Send());
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task A_connection_that_is_reset_after_the_request_leaves_it_in_doubt()
    {
        await using var carrier = await CarrierStub.Start((http, _) =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CarrierAnswer.Unknown>(await sender.Send());
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_leaves_it_in_doubt()
    {
        await using var carrier = await CarrierStub.Start(async (http, _) =>
        {
            http.Response.StatusCode = 201;
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("{\"sid\":");
            await http.Response.Body.FlushAsync();
            http.Abort();
        });
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CarrierAnswer.Unknown>(await sender.Send());
        Assert.Single(carrier.Posts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_carrier_that_hangs_leaves_it_in_doubt_after_thirty_seconds(bool afterTheHeaders)
    {
        var hanging = new TaskCompletionSource();
        await using var carrier = await CarrierStub.Start(async (http, _) =>
        {
            if (afterTheHeaders)
            {
                http.Response.StatusCode = 201;
                await http.Response.StartAsync();
            }

            hanging.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var sender = new Sender(carrier.Url);

        var sending = sender.Send();
        await hanging.Task;
        Assert.False(sending.IsCompleted);
        sender.Time.Advance(ImpatientTime.Limit);

        Assert.IsType<CarrierAnswer.Unknown>(await sending);
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task Stopping_after_the_request_was_written_leaves_it_in_doubt()
    {
        using var stop = new CancellationTokenSource();
        await using var carrier = await CarrierStub.Start((_, _) => stop.CancelAsync());
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CarrierAnswer.Unknown>(await sender.Send(cancellation: stop.Token));
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task Stopping_before_the_request_was_written_proves_that_nothing_was_sent()
    {
        await using var carrier = await CarrierStub.Start((http, _) => CarrierStub.Created(http));
        using var sender = new Sender(carrier.Url);

        Assert.IsType<CarrierAnswer.NotExecuted>(await sender.Send(cancellation: new(canceled: true)));
        Assert.Empty(carrier.Posts);
    }

    [Fact]
    public async Task Without_an_account_nothing_is_sent_and_the_log_says_why()
    {
        await using var carrier = await CarrierStub.Start((http, _) => CarrierStub.Created(http));
        using var sender = new Sender(carrier.Url, ("Twilio:AccountSid", null));

        var answer = Assert.IsType<CarrierAnswer.NotExecuted>(await sender.Send());

        Assert.Contains("Twilio:AccountSid", answer.Reason, StringComparison.Ordinal);
        Assert.Contains("Twilio:AccountSid", sender.Log.All, StringComparison.Ordinal);
        Assert.Empty(carrier.Posts);
    }

    [Fact]
    public async Task Neither_secrets_nor_numbers_nor_texts_are_logged()
    {
        await using var carrier = await CarrierStub.Start(async (http, number) =>
        {
            http.Response.Headers["Twilio-Request-Id"] = "RQ1234";
            await CarrierStub.Write(http, number == 1 ? 429 : 400, """{"code":21211,"message":"The 'To' number +14155550123 is not valid","status":400}""");
        });
        using var sender = new Sender(carrier.Url, ("Twilio:ApiKeySid", "SK" + new string('7', 32)), ("Twilio:ApiKeySecret", "key-secret"));

        await sender.Send();

        Assert.Contains("RQ1234", sender.Log.All, StringComparison.Ordinal);
        Assert.Contains("21211", sender.Log.All, StringComparison.Ordinal);
        foreach (var secret in new[] { Some.Token, "key-secret", "Basic ", Some.Contact, Some.Line, "4155550123", "Grüße", "is not valid" })
        {
            Assert.DoesNotContain(secret, sender.Log.All, StringComparison.Ordinal);
        }
    }

    internal static string RefusingUrl(string scheme = "http")
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"{scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
