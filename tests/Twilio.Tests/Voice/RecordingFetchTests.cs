using Microsoft.AspNetCore.Http;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Tests.Kit;
using OrleansSms.Twilio.Tests.Outbound;

namespace OrleansSms.Twilio.Tests.Voice;

/// <summary>Recordings are fetched from the carrier and nowhere else.</summary>
public sealed class RecordingFetchTests
{
    private const string Path = $"/2010-04-01/Accounts/{Some.AccountSid}/Recordings/{Some.RecordingSid}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 1, Path, "")]
    [InlineData(false, 1, Path, "")]
    [InlineData(true, 2, Path, "?RequestedChannels=2")]
    public async Task The_file_is_fetched_with_our_credentials(bool isTold, int channels, string path, string query)
    {
        await using var carrier = await Sound();
        using var sender = new Sender(carrier.Url);

        var found = await Found(sender, isTold ? carrier.Url + Path : null, channels);

        Assert.Equal(("audio/x-wav", "RIFF"), found);
        var get = Assert.Single(carrier.Posts);
        Assert.Equal((path, query), (get.Path, get.Query));
        Assert.StartsWith("Basic ", get.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("audio/*", get.Headers["Accept"]);
    }

    [Theory]
    [InlineData("https://evil.example/2010-04-01/Accounts/{0}/Recordings/RE66666666666666666666666666666666")]
    [InlineData("http://api.twilio.com/2010-04-01/Accounts/{0}/Recordings/RE66666666666666666666666666666666")]
    [InlineData("https://api.twilio.com.evil.example/RE66")]
    [InlineData("https://eviltwilio.com/RE66")]
    [InlineData("https://api.twilio.com:8443/RE66")]
    [InlineData("https://user:secret@api.twilio.com/RE66")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/2010-04-01/Accounts/{0}/Recordings/RE66")]
    [InlineData("@/2010-04-01/Accounts/AC99999999999999999999999999999999/Recordings/RE66")]
    [InlineData("@/2010-04-01/Accounts/{0}/Recordings/../../../secret")]
    [InlineData("@/2010-04-01/Accounts/{0}/Messages.json")]
    public async Task An_address_that_is_not_the_carriers_is_never_asked(string url)
    {
        await using var carrier = await Sound();
        using var sender = new Sender(carrier.Url);
        var told = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, Some.AccountSid).Replace("@/", carrier.Url + "/", StringComparison.Ordinal);

        Assert.Equal(new RecordingAnswer.Refused("wrong-address"), await sender.Calls.Fetch(Some.Line, Recording(told), Cancellation));
        Assert.Empty(carrier.Posts);
    }

    [Fact]
    public async Task A_redirect_within_the_carrier_is_followed_and_the_credentials_stay_behind()
    {
        await using var carrier = await CarrierStub.Start((http, number) => number == 1 ? Redirect(http, "/_sim/cdn/abc") : Write(http));
        using var sender = new Sender(carrier.Url);

        Assert.Equal(("audio/x-wav", "RIFF"), await Found(sender, carrier.Url + Path));
        Assert.Equal("/_sim/cdn/abc", carrier.Posts.Last().Path);
        Assert.DoesNotContain("Authorization", carrier.Posts.Last().Headers.Keys);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://evil.s3-external-1.amazonaws.com.example/x")]
    [InlineData("https://bucket.amazonaws.com/x")]
    [InlineData("http://media.twiliocdn.com/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task A_redirect_to_anybody_else_is_not_followed(string location)
    {
        await using var carrier = await CarrierStub.Start((http, _) => Redirect(http, location));
        using var sender = new Sender(carrier.Url);

        Assert.Equal(new RecordingAnswer.Refused("wrong-address"), await sender.Calls.Fetch(Some.Line, Recording(carrier.Url + Path), Cancellation));
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task A_redirect_in_a_circle_comes_to_an_end()
    {
        await using var carrier = await CarrierStub.Start((http, _) => Redirect(http, Path));
        using var sender = new Sender(carrier.Url);

        Assert.IsType<RecordingAnswer.Refused>(await sender.Calls.Fetch(Some.Line, Recording(carrier.Url + Path), Cancellation));
        Assert.Equal(4, carrier.Posts.Count);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task What_is_not_there_yet_is_worth_another_try(int status)
    {
        await using var carrier = await CarrierStub.Answering(status, "{}");
        using var sender = new Sender(carrier.Url);

        Assert.IsType<RecordingAnswer.NotYet>(await sender.Calls.Fetch(Some.Line, Recording(null), Cancellation));
        Assert.Single(carrier.Posts);
    }

    [Fact]
    public async Task A_carrier_that_cannot_be_reached_is_worth_another_try()
    {
        using var sender = new Sender(OutcomeTests.RefusingUrl());

        Assert.IsType<RecordingAnswer.NotYet>(await sender.Calls.Fetch(Some.Line, Recording(null), Cancellation));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    [InlineData("image/png")]
    public async Task What_is_no_sound_is_not_taken(string type)
    {
        await using var carrier = await CarrierStub.Answering(200, "RIFF", type);
        using var sender = new Sender(carrier.Url);

        Assert.Equal(new RecordingAnswer.Refused("wrong-type"), await sender.Calls.Fetch(Some.Line, Recording(null), Cancellation));
    }

    [Fact]
    public async Task What_is_too_large_is_asked_for_in_a_smaller_form()
    {
        await using var carrier = await CarrierStub.Start((http, number) => number == 1 ? Write(http, new('x', 2000)) : Write(http, "ID3", "audio/mpeg"));
        using var sender = new Sender(carrier.Url, ("Twilio:MaxRecordingBytes", "1024"));

        Assert.Equal(("audio/mpeg", "ID3"), await Found(sender, carrier.Url + Path, channels: 2));
        Assert.Equal((Path + ".mp3", "?RequestedChannels=2"), (carrier.Posts.Last().Path, carrier.Posts.Last().Query));
    }

    [Fact]
    public async Task What_is_too_large_in_every_form_is_not_taken()
    {
        await using var carrier = await CarrierStub.Start((http, _) => Write(http, new('x', 2000)));
        using var sender = new Sender(carrier.Url, ("Twilio:MaxRecordingBytes", "1024"));

        Assert.Equal(new RecordingAnswer.Refused("too-large"), await sender.Calls.Fetch(Some.Line, Recording(null), Cancellation));
        Assert.Equal(2, carrier.Posts.Count);
    }

    [Theory]
    [InlineData(1024, false)]
    [InlineData(1025, true)]
    public async Task What_turns_out_larger_than_it_said_is_cut_off(int size, bool isTooLarge)
    {
        await using var carrier = await CarrierStub.Start(async (http, _) =>
        {
            http.Response.ContentType = "audio/x-wav";
            await http.Response.StartAsync(); // without a length
            await http.Response.WriteAsync(new('x', size));
        });
        using var sender = new Sender(carrier.Url, ("Twilio:MaxRecordingBytes", "1024"));

        var found = Assert.IsType<RecordingAnswer.Found>(await sender.Calls.Fetch(Some.Line, Recording(null), Cancellation));
        await using (found.Content)
        {
            var reading = found.Content.CopyToAsync(Stream.Null, Cancellation);
            await (isTooLarge ? Assert.ThrowsAsync<RecordingTooLargeException>(() => reading) : reading);
        }
    }

    [Fact]
    public async Task A_carrier_that_stops_in_the_middle_is_not_waited_for()
    {
        var end = new TaskCompletionSource();
        await using var carrier = await CarrierStub.Start(async (http, _) =>
        {
            http.Response.ContentType = "audio/x-wav";
            await http.Response.WriteAsync("RIFF");
            await http.Response.Body.FlushAsync();
            await end.Task;
        });
        using var sender = new Sender(carrier.Url);
        var found = Assert.IsType<RecordingAnswer.Found>(await sender.Calls.Fetch(Some.Line, Recording(null), Cancellation));
        await using (found.Content)
        {
            var buffer = new byte[100];
            Assert.Equal(4, await found.Content.ReadAsync(buffer, Cancellation));
            var reading = found.Content.ReadAsync(buffer, Cancellation).AsTask();

            sender.Time.Advance(ImpatientTime.Limit);

            await Assert.ThrowsAsync<IOException>(() => reading);
        }

        end.SetResult();
    }

    private static async Task<(string Type, string Text)> Found(Sender sender, string? url, int channels = 1)
    {
        var found = Assert.IsType<RecordingAnswer.Found>(await sender.Calls.Fetch(Some.Line, Recording(url, channels), Cancellation));
        using var reader = new StreamReader(found.Content);
        return (found.ContentType, await reader.ReadToEndAsync(Cancellation));
    }

    private static CallRecording Recording(string? url, int channels = 1) =>
        new(Some.RecordingSid, RecordingKind.Call, RecordingStatus.Waiting, 32, channels, null, null, url, DateTimeOffset.UnixEpoch);

    private static Task<CarrierStub> Sound() => CarrierStub.Start((http, _) => Write(http));

    private static Task Write(HttpContext http, string text = "RIFF", string type = "audio/x-wav")
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = text.Length;
        return http.Response.WriteAsync(text);
    }

    private static Task Redirect(HttpContext http, string location)
    {
        http.Response.StatusCode = 307;
        http.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
