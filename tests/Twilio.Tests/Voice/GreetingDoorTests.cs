using System.Net;
using System.Net.Http.Headers;
using OrleansSms.Calls;
using OrleansSms.TestKit.Calls;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Voice;

/// <summary>Where the carrier fetches a recorded greeting, as it fetches any file: without a signature.</summary>
public sealed class GreetingDoorTests
{
    private static readonly DateTimeOffset SetAt = new(2026, 7, 22, 10, 45, 12, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_knows_the_address_hears_the_greeting_and_may_keep_it()
    {
        await using var receiver = await Receiver.Start();
        var greeting = await Save(receiver);

        using var answer = await Ask(receiver, HttpMethod.Get, $"?f={greeting.Id}");

        Assert.Equal((HttpStatusCode.OK, "audio/wav", 1644L), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentLength));
        Assert.Equal(Sounds.Wav(), await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal(($"\"{greeting.Id:N}\"", SetAt), (answer.Headers.ETag!.Tag, answer.Content.Headers.LastModified));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task The_address_is_the_one_that_the_carrier_is_given()
    {
        await using var receiver = await Receiver.Start();
        var greeting = await Save(receiver);
        var given = new PublicAddress(Some.PublicUrl).Voice.Greeting(greeting.Id);

        Assert.Equal($"{Some.PublicUrl}/{greeting.Path}", given);
        using var answer = await Ask(receiver, HttpMethod.Head, new Uri(given).Query);
        Assert.Equal((HttpStatusCode.OK, 1644L), (answer.StatusCode, answer.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task What_is_kept_already_is_not_sent_again_and_a_part_is_sent_alone()
    {
        await using var receiver = await Receiver.Start();
        var greeting = await Save(receiver);

        using var again = await Ask(receiver, HttpMethod.Get, $"?f={greeting.Id}", request => request.Headers.IfNoneMatch.Add(new($"\"{greeting.Id:N}\"")));
        using var part = await Ask(receiver, HttpMethod.Get, $"?f={greeting.Id}", request => request.Headers.Range = new RangeHeaderValue(0, 3));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal((HttpStatusCode.PartialContent, "RIFF"), (part.StatusCode, await part.Content.ReadAsStringAsync(Cancellation)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?f=")]
    [InlineData("?f=../../etc/passwd")]
    [InlineData("?f=6f1d6a52-0f6d-4a1e-9c1b-8c9ff1d552a6")]
    public async Task What_is_not_there_is_not_found_and_nobody_keeps_that(string query)
    {
        await using var receiver = await Receiver.Start();
        await Save(receiver);

        using var answer = await Ask(receiver, HttpMethod.Get, query);

        Assert.Equal((HttpStatusCode.NotFound, "no-store"), (answer.StatusCode, answer.Headers.GetValues("Cache-Control").Single()));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private static async Task<LineGreeting> Save(Receiver receiver)
    {
        var greeting = new LineGreeting(Guid.NewGuid(), "hello.wav", "audio/wav", 1644, SetAt);
        await receiver.Greetings.Save(Some.Line, greeting, Sounds.Wav(), Cancellation);
        return greeting;
    }

    private static async Task<HttpResponseMessage> Ask(Receiver receiver, HttpMethod method, string query, Action<HttpRequestMessage>? more = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(receiver.Url, $"/api/v1/twilio/voice/greeting{query}"));
        more?.Invoke(request);
        return await receiver.Send(request, signature: null);
    }
}
