using System.Net;
using System.Text.Json;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Doors;

public sealed class ReadingTests(SharedInstallation shared) : Scene(shared)
{
    [Fact]
    public async Task A_thread_of_120_is_read_page_by_page_without_a_gap()
    {
        var anna = People.Next();
        await Parallel.ForAsync(0, 120, Cancellation, async (number, _) => await Webhooks.Receive(Webhook.Text(anna, $"text {number}")));
        var id = Assert.Single(await Api.With(anna)).Text("id")!;

        List<int> numbers = [];
        string? before = null;
        do
        {
            var page = await Api.Thread(id, before is null ? "?limit=50" : $"?limit=50&before={before}");
            Assert.Equal(120, page.Json.Number("smsCount"));
            numbers.InsertRange(0, page.Messages().Select(message => message.Number("number")!.Value));
            before = page.Json.Number("nextBefore")?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        while (before is not null);

        Assert.Equal(Enumerable.Range(1, 120), numbers);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?limit=many")]
    [InlineData("?before=0")]
    [InlineData("?before=-3")]
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        var answer = await Api.Thread(Guid.NewGuid().ToString(), query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith("invalid-", answer.Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("nonsense")]
    public async Task No_conversation_is_not_found(string id)
    {
        var answer = await Api.Thread(id);

        Assert.Equal((HttpStatusCode.NotFound, "conversation-not-found"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("cursor=!!!", "invalid-cursor")]
    [InlineData("cursor=bm90IG91cnM", "invalid-cursor")]
    [InlineData("limit=0", "invalid-limit")]
    [InlineData("limit=many", "invalid-limit")]
    [InlineData("state=gone", "invalid-state")]
    [InlineData("unread=perhaps", "invalid-unread")]
    public async Task A_list_that_cannot_be_is_refused(string query, string code)
    {
        var answer = await Api.Get($"/api/v1/conversations?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("q=a%00b")]
    [InlineData("line=%00")]
    [InlineData("q=%25_%5C")]
    public async Task A_search_for_what_no_text_can_hold_finds_nothing(string query)
    {
        var answer = await Api.Get($"/api/v1/conversations?{query}");

        Assert.Equal((HttpStatusCode.OK, 0), (answer.Status, answer.Json.GetProperty("conversations").GetArrayLength()));
    }

    [Fact]
    public async Task The_list_is_read_page_by_page_each_conversation_once()
    {
        var line = People.Next();
        var people = Enumerable.Range(0, 7).Select(_ => People.Next()).ToList();
        foreach (var person in people)
        {
            await Webhooks.Receive(Webhook.Text(person, "hi", ("To", line)));
        }

        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = (await Api.Get($"/api/v1/conversations?line={Uri.EscapeDataString(line)}&limit=3{(cursor is null ? "" : "&cursor=" + cursor)}")).Json;
            seen.AddRange(page.GetProperty("conversations").EnumerateArray().Select(head => head.Text("contact")!));
            cursor = page.Text("nextCursor");
        }
        while (cursor is not null);

        Assert.Equal(people.AsEnumerable().Reverse(), seen);
    }

    [Fact]
    public async Task A_member_of_no_line_sees_nothing_and_gets_the_answer_for_nothing()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "private", Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id")!;
        using var http = Installation.Silo.Client(await Strangers.Token(Installation));
        var stranger = new Api(http);

        var (theirs, nobodys) = (await stranger.Thread(id), await stranger.Thread(Guid.NewGuid().ToString()));
        var list = await stranger.Get("/api/v1/conversations");
        var send = await stranger.Send(anna, "I should not be able to");

        Assert.Equal(HttpStatusCode.NotFound, theirs.Status);
        Assert.Equal((nobodys.Status, nobodys.Code, nobodys.Json.Text("detail")), (theirs.Status, theirs.Code, theirs.Json.Text("detail")));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"/api/v1/conversations/{id}")).Status);
        Assert.Empty(list.Json.GetProperty("conversations").EnumerateArray());
        Assert.Equal((HttpStatusCode.Forbidden, "unknown-line"), (send.Status, send.Code));
    }

    [Fact]
    public async Task The_description_of_the_API_lists_its_calls()
    {
        var paths = (await Api.Get("/openapi/v1.json")).Json.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();

        Assert.Superset(
            new HashSet<string> { Api.SendPath, "/api/v1/twilio/sms/conversation/{conversationId}", "/api/v1/conversations", "/api/v1/conversations/{conversationId}" },
            paths.ToHashSet());
        var send = (await Api.Get("/openapi/v1.json")).Json.GetProperty("paths").GetProperty(Api.SendPath).GetProperty("post");
        Assert.Contains(send.GetProperty("parameters").EnumerateArray(), parameter => parameter.Text("name") == "Idempotency-Key");
        var docs = await Api.Get("/docs/");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (docs.Status, docs.ContentType));
    }

    [Theory]
    [InlineData("/api/v1/conversations", HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/conversations/6f9619ff-8b86-d011-b42d-00c04fc964ff", HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/twilio/sms/conversation/6f9619ff-8b86-d011-b42d-00c04fc964ff", HttpStatusCode.Unauthorized)]
    [InlineData("/openapi/v1.json", HttpStatusCode.Unauthorized)]
    [InlineData("/docs", HttpStatusCode.Redirect)]
    [InlineData("/", HttpStatusCode.Redirect)]
    [InlineData("/inbox", HttpStatusCode.Redirect)]
    [InlineData("/inbox/6f9619ff-8b86-d011-b42d-00c04fc964ff", HttpStatusCode.Redirect)]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    public async Task Nobody_gets_further_than_the_door(string path, HttpStatusCode status)
    {
        using var http = Installation.Silo.Client(token: null);

        var answer = await new Api(http).Get(path);

        Assert.Equal(status, answer.Status);
        if (status == HttpStatusCode.Redirect)
        {
            Assert.Contains("/sign-in", answer.Location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_call_of_the_description_needs_a_member()
    {
        using var http = Installation.Silo.Client(token: null);
        var calls = (await Api.Get("/openapi/v1.json")).Json.GetProperty("paths").EnumerateObject()
            .Where(path => !path.Name.EndsWith("/webhook", StringComparison.Ordinal) && !path.Name.EndsWith("/status-callback", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject().Select(verb => (Path: path.Name, Verb: verb.Name)))
            .Where(call => call.Verb is "get" or "post" or "put" or "delete" or "patch")
            .ToList();
        Assert.NotEmpty(calls);

        foreach (var (path, verb) in calls)
        {
            using var request = new HttpRequestMessage(new(verb.ToUpperInvariant()), path.Replace("{conversationId}", Guid.NewGuid().ToString(), StringComparison.Ordinal));
            using var response = await http.SendAsync(request, Cancellation);
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{verb} {path}: {response.StatusCode}");
        }
    }
}
