using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging;
using OrleansSms.Tray;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Inbound;

public sealed class RefusalTests
{
    private static readonly (string, string)[] Sms =
        [("MessageSid", Some.MessageSid), ("AccountSid", Some.AccountSid), ("From", Some.Contact), ("To", Some.Line), ("Body", "x")];

    [Theory]
    [InlineData(Receiver.Inbound, "inbound")]
    [InlineData(Receiver.Status, "status")]
    [InlineData(Receiver.Voice + "webhook", "call")]
    [InlineData(Receiver.Voice + "accept", "call")]
    [InlineData(Receiver.Voice + "status", "call-status")]
    [InlineData(Receiver.Voice + "recording", "recording")]
    [InlineData(Receiver.Voice + "transcript", "transcript")]
    public async Task A_missing_signature_is_refused_and_counted(string target, string door)
    {
        await using var receiver = await Receiver.Start();

        await Refused(receiver, await receiver.Send(receiver.Form(target, Sms), null), door, "missing-signature");
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("0B7YWuEL/2XdVyW1YOBpr0+Qm8E=")]
    public async Task A_wrong_signature_is_refused_and_counted(string signature)
    {
        await using var receiver = await Receiver.Start();

        await Refused(receiver, await receiver.Send(receiver.Form(Receiver.Inbound, Sms), signature), "inbound", "bad-signature");
    }

    [Fact]
    public async Task A_signature_over_other_fields_is_refused()
    {
        await using var receiver = await Receiver.Start();

        var signature = Receiver.SignatureOf(Receiver.Inbound, [.. Sms[..4], ("Body", "y")]);
        await Refused(receiver, await receiver.Send(receiver.Form(Receiver.Inbound, Sms), signature), "inbound", "bad-signature");
    }

    [Fact]
    public async Task A_signature_over_the_wrong_address_is_refused()
    {
        await using var receiver = await Receiver.Start();

        var signature = Some.Signature(Some.Token, receiver.Url + Receiver.Inbound[1..], Sms.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        await Refused(receiver, await receiver.Send(receiver.Form(Receiver.Inbound, Sms), signature), "inbound", "bad-signature");
    }

    [Fact]
    public async Task An_unknown_account_is_refused_even_when_it_is_signed()
    {
        await using var receiver = await Receiver.Start();

        var answer = await receiver.Post(Receiver.Inbound, ("MessageSid", Some.MessageSid), ("AccountSid", "AC" + new string('9', 32)));
        await Refused(receiver, answer, "inbound", "unknown-account");
    }

    [Fact]
    public async Task Without_an_account_every_webhook_is_refused()
    {
        await using var receiver = await Receiver.Start(("Twilio:AccountSid", ""));

        await Refused(receiver, await receiver.Post(Receiver.Inbound, Sms), "inbound", "unknown-account");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_larger_than_anything_is_refused(bool chunked)
    {
        await using var receiver = await Receiver.Start();
        var request = receiver.Raw(Receiver.Inbound, "Body=" + new string('x', 128 * 1024), "application/x-www-form-urlencoded");
        request.Headers.TransferEncodingChunked = chunked;

        await Refused(receiver, await receiver.Send(request, "x"), "inbound", "too-large", HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task More_fields_than_anything_has_are_refused()
    {
        await using var receiver = await Receiver.Start();
        var request = receiver.Raw(Receiver.Inbound, string.Concat(Enumerable.Repeat("a&", 1001)), "application/x-www-form-urlencoded");

        await Refused(receiver, await receiver.Send(request, "x"), "inbound", "too-large", HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_json_body_that_its_hash_does_not_cover_is_refused()
    {
        await using var receiver = await Receiver.Start();

        var answer = await receiver.Send(receiver.Raw(Receiver.Status, "{}", "application/json"), Receiver.SignatureOf(Receiver.Status));
        await Refused(receiver, answer, "status", "bad-signature");
    }

    [Fact]
    public async Task The_second_token_is_accepted_while_the_first_is_replaced()
    {
        await using var receiver = await Receiver.Start(("Twilio:SecondaryAuthToken", Some.OldToken));
        var signature = Some.Signature(Some.OldToken, Some.PublicUrl + Receiver.Inbound, Sms.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));

        var answer = await receiver.Send(receiver.Form(Receiver.Inbound, Sms), signature);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(receiver.World.Received);
    }

    [Fact]
    public async Task A_flood_is_counted_in_full_and_logged_once()
    {
        await using var receiver = await Receiver.Start();
        var counted = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument is { Name: "webhook.refused", Meter.Name: "OrleansSms.Twilio" })
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            if (tags.ToArray().Contains(new("door", "status")))
            {
                Interlocked.Add(ref counted, value);
            }
        });
        listener.Start();

        for (var i = 0; i < 5; i++)
        {
            await receiver.Send(receiver.Form(Receiver.Status, Sms), null);
        }

        Assert.Equal(5, Assert.Single(receiver.Refusals).Count);
        Assert.True(Interlocked.Read(ref counted) >= 5);
        Assert.Single(receiver.Log.Lines, line => line.Contains("missing-signature", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_caller_that_hangs_up_in_the_middle_is_no_error()
    {
        await using var receiver = await Receiver.Start();
        var finished = new TaskCompletionSource();
        receiver.Log.Awaited = ("Request finished", finished);

        using (var socket = new TcpClient { LingerState = new(true, 0) })
        {
            await socket.ConnectAsync(receiver.Url.Host, receiver.Url.Port, TestContext.Current.CancellationToken);
            await socket.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes($"POST {Receiver.Inbound} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n"),
                TestContext.Current.CancellationToken);

            // The server asks for the body: it is inside the handler now.
            await socket.GetStream().ReadExactlyAsync(new byte["HTTP/1.1 100 Continue".Length], TestContext.Current.CancellationToken);
        }

        await finished.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(receiver.Refusals);
        Assert.DoesNotContain(LogLevel.Error, receiver.Log.Levels);
    }

    [Fact]
    public async Task Half_a_body_is_answered_as_bad_http()
    {
        await using var receiver = await Receiver.Start();
        using var socket = new TcpClient();
        await socket.ConnectAsync(receiver.Url.Host, receiver.Url.Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"POST {Receiver.Inbound} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nthis is no chunk\r\n"),
            TestContext.Current.CancellationToken);

        using var reader = new StreamReader(socket.GetStream());
        Assert.Equal("HTTP/1.1 400 Bad Request", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(LogLevel.Error, receiver.Log.Levels);
    }

    [Fact]
    public async Task The_doors_need_no_sign_in_and_no_antiforgery_token()
    {
        await using var receiver = await Receiver.Start();

        Assert.Equal(2 + 13 + 1, receiver.Endpoints.Count); // for texts, for calls, and for the greetings that are played
        Assert.All(receiver.Endpoints, endpoint =>
        {
            Assert.NotNull(endpoint.Metadata.GetMetadata<IAllowAnonymous>());
            Assert.False(endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>()?.RequiresValidation);
        });
    }

    private static async Task Refused(Receiver receiver, HttpResponseMessage answer, string door, string code, HttpStatusCode status = HttpStatusCode.Forbidden)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());

        Assert.Equal(new(door, DoorEvent.Refused, code, 1, new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)), Assert.Single(receiver.Refusals));
        Assert.Empty(receiver.World.Received);
        Assert.Empty(receiver.World.Tray);
        Assert.Empty(receiver.World.KnownLines);
        Assert.Empty(receiver.Reception.Asked);
    }
}
