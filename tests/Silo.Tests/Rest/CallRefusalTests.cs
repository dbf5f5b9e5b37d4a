using System.Net;
using OrleansSms.Conversations;
using OrleansSms.Silo.Tests.Access;

namespace OrleansSms.Silo.Tests.Rest;

/// <summary>What the doors of calls refuse, all of it at one silo: nothing of it leaves a trace.</summary>
public sealed class CallRefusalTests(CallApi api) : IClassFixture<CallApi>
{
    private const string Contact = CallApi.Contact;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Contact, null, null, HttpStatusCode.Forbidden, Refusals.UnknownLine, "from")]
    [InlineData(Contact, "nonsense", null, HttpStatusCode.Forbidden, Refusals.UnknownLine, "from")]
    [InlineData(null, "line", null, HttpStatusCode.BadRequest, Refusals.InvalidNumber, "to")]
    [InlineData("nonsense", "line", null, HttpStatusCode.BadRequest, Refusals.InvalidNumber, "to")]
    [InlineData("+4412", "line", null, HttpStatusCode.BadRequest, Refusals.InvalidNumber, "to")]
    [InlineData("12345", "line", null, HttpStatusCode.BadRequest, Refusals.InvalidNumber, "to")] // a short code takes texts only
    [InlineData("line", "line", null, HttpStatusCode.BadRequest, Refusals.SameNumber, "to")]
    [InlineData(Contact, "line", Contact, HttpStatusCode.BadRequest, Refusals.SameNumber, "via")]
    [InlineData(Contact, "line", "nonsense", HttpStatusCode.BadRequest, Refusals.InvalidNumber, "via")]
    public async Task What_cannot_be_called_is_refused_and_nothing_is_stored(string? to, string? from, string? via, HttpStatusCode status, string code, string field)
    {
        var before = await api.Calls();

        using var answer = await api.Ask(new { from = from == "line" ? api.Line : from, to = to == "line" ? api.Line : to, via });

        await CallApi.Refuses(answer, status, code, field);
        Assert.Equal(before, await api.Calls());
    }

    [Fact]
    public async Task A_body_that_is_no_call_is_refused()
    {
        using var answer = await api.Door.Http.PostAsync(new Uri(CallApi.Place, UriKind.Relative), new StringContent("[1", System.Text.Encoding.UTF8, "application/json"), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);

        using var another = await api.Ask(new { from = api.Line, to = Contact, conversationId = Guid.NewGuid() });
        await CallApi.Refuses(another, HttpStatusCode.BadRequest, Refusals.ConversationMismatch, "conversationId");

        using var key = await api.Ask(new { from = api.Line, to = Contact }, key: new string('k', 256));
        Assert.Equal((HttpStatusCode.BadRequest, "Idempotency-Key"), (key.StatusCode, (await CallApi.Json(key)).GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData("kind=loud", "invalid-kind", "kind")]
    [InlineData("who=me", "invalid-who", "who")]
    [InlineData("from=yesterday", "invalid-from", "from")]
    [InlineData("until=0", "invalid-until", "until")]
    [InlineData("limit=0", "invalid-limit", "limit")]
    [InlineData("limit=201", "invalid-limit", "limit")]
    [InlineData("cursor=nonsense", Refusals.InvalidCursor, "cursor")]
    public async Task A_question_that_is_not_understood_is_refused_by_the_list_and_by_the_file(string query, string code, string field)
    {
        foreach (var path in (string[])["/api/v1/twilio/voice/calls", "/api/v1/calls.csv"])
        {
            using var answer = await api.Door.Http.GetAsync(new Uri($"{path}?{query}", UriKind.Relative), Cancellation);

            await CallApi.Refuses(answer, HttpStatusCode.BadRequest, code, field);
        }
    }
}
