using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansSms.Calls;
using OrleansSms.Members;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;

namespace OrleansSms.Silo.Tests.Rest;

public sealed class CallEndpointTests(QuickPostgresServer server) : IAsyncLifetime
{
    private const string Place = "/api/v1/twilio/voice/call";
    private const string Contact = "+447700900250";

    private World _world = null!;
    private Door _door = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Line => _world.Lines[0];

    public async ValueTask InitializeAsync()
    {
        _world = await World.Make(server, seed: 4, people: 6, lines: 2, talksEach: 1);
        _door = Door.WithToken(_world, _world.People[0], Scopes.Send);
    }

    public async ValueTask DisposeAsync()
    {
        _door.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task With_the_same_key_it_is_one_call_and_another_call_is_refused()
    {
        using var first = await Ask(new { from = Line, to = Contact }, key: "call-1");
        using var again = await Ask(new { from = Line, to = Contact }, key: "call-1");
        using var other = await Ask(new { from = Line, to = "+447700900251" }, key: "call-1");
        using var elsewhere = await Ask(new { from = _world.Lines[1], to = Contact }, key: "call-1");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        var id = (await Json(first)).GetProperty("id").GetGuid();
        Assert.Equal(id, (await Json(again)).GetProperty("id").GetGuid());
        Assert.Equal($"/api/v1/twilio/voice/calls/{id}", first.Headers.Location!.OriginalString);
        await Refuses(other, HttpStatusCode.UnprocessableEntity, Refusals.IdempotencyKeyReused, "Idempotency-Key");
        await Refuses(elsewhere, HttpStatusCode.UnprocessableEntity, Refusals.IdempotencyKeyReused, "Idempotency-Key");
        Assert.Equal(1, await Calls(Contact));
        Assert.Equal(0, await Calls("+447700900251"));
    }

    [Fact]
    public async Task The_phone_that_rings_first_is_nobodys_to_read()
    {
        using var placed = await Ask(new { from = Line, to = Contact, via = "+44 7700 900277" });
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        var id = (await Json(placed)).GetProperty("id").GetGuid();
        await _world.End(_world.Talks[0] with { Id = new((await Json(placed)).GetProperty("conversationId").GetGuid()) }, id);

        foreach (var path in (string[])[$"/api/v1/twilio/voice/calls/{id}", "/api/v1/twilio/voice/calls", "/api/v1/calls.csv"])
        {
            var told = await _door.Http.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation);

            Assert.Contains(id.ToString(), told, StringComparison.Ordinal);
            Assert.DoesNotContain("7700900277", told, StringComparison.Ordinal);
            Assert.DoesNotContain("memberNumber", told, StringComparison.OrdinalIgnoreCase);
        }
    }

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
        var before = await Calls();

        using var answer = await Ask(new { from = from == "line" ? Line : from, to = to == "line" ? Line : to, via });

        await Refuses(answer, status, code, field);
        Assert.Equal(before, await Calls());
    }

    [Fact]
    public async Task A_body_that_is_no_call_is_refused()
    {
        using var answer = await _door.Http.PostAsync(new Uri(Place, UriKind.Relative), new StringContent("[1", System.Text.Encoding.UTF8, "application/json"), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);

        using var another = await Ask(new { from = Line, to = Contact, conversationId = Guid.NewGuid() });
        await Refuses(another, HttpStatusCode.BadRequest, Refusals.ConversationMismatch, "conversationId");

        using var key = await Ask(new { from = Line, to = Contact }, key: new string('k', 256));
        Assert.Equal((HttpStatusCode.BadRequest, "Idempotency-Key"), (key.StatusCode, (await Json(key)).GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Whoever_named_no_phone_names_one_with_the_call()
    {
        await using (var forget = _world.Database.CreateCommand("delete from member_phones"))
        {
            await forget.ExecuteNonQueryAsync(Cancellation);
        }

        using var without = await Ask(new { from = Line, to = Contact });
        using var with = await Ask(new { from = Line, to = Contact, via = "07700 900277" });

        await Refuses(without, HttpStatusCode.BadRequest, Refusals.NoPhone, "via");
        Assert.Equal(HttpStatusCode.Created, with.StatusCode);
    }

    [Fact]
    public async Task For_whom_a_line_is_foreign_its_calls_do_not_exist()
    {
        var stranger = _world.People.First(person => !_world.Oracle.Sees(person, Line));
        using var door = await Door.SignedIn(_world, stranger);
        var call = _world.Talks.First(talk => talk.Line == Line).Called;

        using var placed = await Ask(new { from = Line, to = Contact }, door: door);
        await Refuses(placed, HttpStatusCode.Forbidden, Refusals.UnknownLine, "from");
        foreach (var id in (string[])[call.ToString(), Guid.NewGuid().ToString(), "nonsense"])
        {
            using var ended = await door.Http.PostAsync(new Uri($"/api/v1/twilio/voice/calls/{id}/hang-up", UriKind.Relative), null, Cancellation);
            await Refuses(ended, HttpStatusCode.NotFound, Refusals.CallNotFound, field: null);
            using var found = await door.Http.GetAsync(new Uri($"/api/v1/twilio/voice/calls/{id}", UriKind.Relative), Cancellation);
            await Refuses(found, HttpStatusCode.NotFound, Refusals.CallNotFound, field: null);
        }
    }

    [Fact]
    public async Task A_call_is_ended_wherever_it_stands_and_again_without_harm()
    {
        using var placed = await Ask(new { from = Line, to = Contact });
        var id = (await Json(placed)).GetProperty("id").GetGuid();

        for (var i = 0; i < 2; i++)
        {
            using var ended = await _door.Http.PostAsync(new Uri($"/api/v1/twilio/voice/calls/{id}/hang-up", UriKind.Relative), null, Cancellation);
            Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
            Assert.Single((await Json(ended)).GetProperty("timeline").EnumerateArray(), told => told.GetProperty("status").GetString() == CallWords.HangUp);
        }
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
            using var answer = await _door.Http.GetAsync(new Uri($"{path}?{query}", UriKind.Relative), Cancellation);

            await Refuses(answer, HttpStatusCode.BadRequest, code, field);
        }
    }

    [Fact]
    public async Task The_file_has_a_row_for_each_call_and_no_cell_computes_anything()
    {
        using var answer = await _door.Http.GetAsync(new Uri("/api/v1/calls.csv", UriKind.Relative), Cancellation);
        var file = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(("text/csv", true), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.NoStore));
        Assert.Matches("^calls-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.csv$", answer.Content.Headers.ContentDisposition!.FileName);
        var rows = file.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("at,line,direction,from,to,status,seconds,voicemail_seconds,member,error_code,conversation,id", rows[0]);
        Assert.Equal(_world.Talks.Count * 2, rows.Length - 1);
        Assert.All(rows.Skip(1), row => Assert.All(row.Split(','), cell => Assert.Matches("^(\"('[-+=@]|[^-+=@'])[^\"]*\")?$", cell)));
        foreach (var talk in _world.Talks)
        {
            Assert.Contains($",\"'{talk.Line}\",\"inbound\",\"'{talk.Contact}\",\"'{talk.Line}\",\"voicemail\",,\"12\",,,\"{talk.Id}\",\"{talk.Rung}\"", file, StringComparison.Ordinal);
            Assert.Contains($",\"'{talk.Line}\",\"outbound\",\"'{talk.Line}\",\"'{talk.Contact}\",\"completed\",\"1\",,\"{_world.People[0].Id}\",,\"{talk.Id}\",\"{talk.Called}\"", file, StringComparison.Ordinal);
        }
    }

    private async Task<HttpResponseMessage> Ask(object body, string? key = null, Door? door = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Place, UriKind.Relative)) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await (door ?? _door).Http.SendAsync(request, Cancellation);
    }

    private static async Task Refuses(HttpResponseMessage answer, HttpStatusCode status, string code, string? field)
    {
        var problem = await Json(answer);
        Assert.Equal((status, code, field), (
            answer.StatusCode, problem.GetProperty("code").GetString(), problem.TryGetProperty("field", out var named) ? named.GetString() : null));
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancellation));

    private async Task<long> Calls(string? to = null)
    {
        await using var count = _world.Database.CreateCommand("select count(*) from calls where $1 = '' or to_number = $1");
        count.Parameters.Add(new() { Value = to ?? "" });
        return (long)(await count.ExecuteScalarAsync(Cancellation))!;
    }
}
