using System.Net;
using System.Text.Json;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Doors;

/// <summary>Requests to send that cannot be: a clear no, and nothing stored.</summary>
public sealed class SendDoorTests(SharedInstallation shared) : Scene(shared)
{
    [Theory]
    [InlineData("not a number", "invalid-number")]
    [InlineData("", "invalid-number")]
    [InlineData("+1", "invalid-number")]
    [InlineData("+99999999999999999999", "invalid-number")]
    [InlineData(OurLines.First, "same-number")]
    public async Task A_recipient_that_cannot_be_texted_is_refused(string to, string code)
    {
        var answer = await Api.Send(to, "hi");

        Assert.Equal((HttpStatusCode.BadRequest, code, "to"), (answer.Status, answer.Code, answer.Json.Text("field")));
        Assert.NotEmpty(answer.Json.Text("detail")!);
    }

    [Theory]
    [InlineData(0, "empty-message")]
    [InlineData(1601, "message-too-long")]
    public async Task A_text_of_the_wrong_length_is_refused(int length, string code)
    {
        var anna = People.Next();

        var answer = await Api.Send(anna, new string('x', length));

        Assert.Equal((HttpStatusCode.BadRequest, code, "body"), (answer.Status, answer.Code, answer.Json.Text("field")));
        Assert.Empty(await Api.With(anna));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ftp://example.com/a.png")]
    [InlineData("a.png")]
    [InlineData("https://example.com/\0.png")]
    public async Task Media_that_nobody_could_fetch_are_refused(string? url)
    {
        var anna = People.Next();

        var answer = await Api.Send(new { to = anna, from = OurLines.First, body = "look", mediaUrls = new[] { url } });

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-media", "mediaUrls"), (answer.Status, answer.Code, answer.Json.Text("field")));
        Assert.Empty(await Api.With(anna));
    }

    [Fact]
    public async Task The_longest_text_is_sent()
    {
        var sent = await Api.Send(People.Next(), new string('x', 1600));

        Assert.Equal(HttpStatusCode.Created, sent.Status);
        await Api.Settled(sent, "delivered", Cancellation);
    }

    [Theory]
    [InlineData("+442079460000")]
    [InlineData("")]
    [InlineData("me")]
    public async Task A_sender_that_is_no_line_of_ours_is_refused(string from)
    {
        var anna = People.Next();

        var answer = await Api.Send(anna, "hi", from);

        Assert.Equal((HttpStatusCode.Forbidden, "unknown-line"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Who_texted_STOP_gets_nothing_until_START()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "STOP", Cancellation);

        var refused = await Api.Send(anna, "One more offer");
        Assert.Equal((HttpStatusCode.Conflict, "opted-out"), (refused.Status, refused.Code));

        await Carrier.Text(anna, OurLines.First, "START", Cancellation);
        var sent = await Api.Send(anna, "Welcome back");
        await Api.Settled(sent, "delivered", Cancellation);
        Assert.Equal(3, Assert.Single(await Api.With(anna)).Number("smsCount"));
        Assert.Equal(1, await Carrier.PostsTo(anna, Cancellation));
    }

    [Fact]
    public async Task A_conversation_of_other_people_is_refused()
    {
        var anna = People.Next();

        var answer = await Api.Send(new { to = anna, from = OurLines.First, body = "hi", conversationId = Guid.NewGuid() });

        Assert.Equal((HttpStatusCode.BadRequest, "conversation-mismatch"), (answer.Status, answer.Code));
        Assert.Empty(await Api.With(anna));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("")]
    [InlineData("""{"to": 5, "from": "+14155550100", "body": "hi"}""")]
    [InlineData("""{"to": "+12125550000", "from": "+14155550100", "body": "\ud800"}""")]
    [InlineData("""{"to": "+12125550000", "from": "+14155550100", "body": "hi", "sendAt": "tomorrow"}""")]
    public async Task A_body_that_is_not_what_the_call_takes_is_refused(string body)
    {
        var answer = await Api.Post(Api.SendPath, body, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("invalid-body", answer.Code);
    }

    [Fact]
    public async Task Only_JSON_is_taken()
    {
        var answer = await Api.Post(Api.SendPath, "to=%2B12125550000&body=hi", "application/x-www-form-urlencoded");

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_body_of_a_megabyte_is_refused()
    {
        var answer = await Api.Post(Api.SendPath, JsonSerializer.Serialize(new { to = People.Next(), body = new string('x', 1_000_000) }), "application/json");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"), (answer.Status, answer.ContentType));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-a-token-of-anybody")]
    public async Task Without_a_token_of_ours_nothing_is_sent(string? token)
    {
        var anna = People.Next();
        using var http = Installation.Silo.Client(token);

        var answer = await new Api(http).Send(anna, "hi");

        Assert.Equal((HttpStatusCode.Unauthorized, "not-signed-in"), (answer.Status, answer.Code));
        Assert.Empty(await Api.With(anna));
    }
}
