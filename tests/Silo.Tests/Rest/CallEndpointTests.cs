using System.Net;
using OrleansSms.Calls;
using OrleansSms.Members;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;

namespace OrleansSms.Silo.Tests.Rest;

public sealed class CallEndpointTests(QuickPostgresServer server) : IAsyncLifetime
{
    private const string Contact = CallApi.Contact;

    private readonly CallApi _api = new(server);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private World World => _api.World;

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task With_the_same_key_it_is_one_call_and_another_call_is_refused()
    {
        using var first = await _api.Ask(new { from = _api.Line, to = Contact }, key: "call-1");
        using var again = await _api.Ask(new { from = _api.Line, to = Contact }, key: "call-1");
        using var other = await _api.Ask(new { from = _api.Line, to = "+447700900251" }, key: "call-1");
        using var elsewhere = await _api.Ask(new { from = World.Lines[1], to = Contact }, key: "call-1");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        var id = (await CallApi.Json(first)).GetProperty("id").GetGuid();
        Assert.Equal(id, (await CallApi.Json(again)).GetProperty("id").GetGuid());
        Assert.Equal($"/api/v1/twilio/voice/calls/{id}", first.Headers.Location!.OriginalString);
        await CallApi.Refuses(other, HttpStatusCode.UnprocessableEntity, Refusals.IdempotencyKeyReused, "Idempotency-Key");
        await CallApi.Refuses(elsewhere, HttpStatusCode.UnprocessableEntity, Refusals.IdempotencyKeyReused, "Idempotency-Key");
        Assert.Equal(1, await _api.Calls(Contact));
        Assert.Equal(0, await _api.Calls("+447700900251"));
    }

    [Fact]
    public async Task The_phone_that_rings_first_is_nobodys_to_read()
    {
        using var placed = await _api.Ask(new { from = _api.Line, to = Contact, via = "+44 7700 900277" });
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        var id = (await CallApi.Json(placed)).GetProperty("id").GetGuid();
        await World.End(World.Talks[0] with { Id = new((await CallApi.Json(placed)).GetProperty("conversationId").GetGuid()) }, id);

        foreach (var path in (string[])[$"/api/v1/twilio/voice/calls/{id}", "/api/v1/twilio/voice/calls", "/api/v1/calls.csv"])
        {
            var told = await _api.Door.Http.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation);

            Assert.Contains(id.ToString(), told, StringComparison.Ordinal);
            Assert.DoesNotContain("7700900277", told, StringComparison.Ordinal);
            Assert.DoesNotContain("memberNumber", told, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Whoever_named_no_phone_names_one_with_the_call()
    {
        await using (var forget = World.Database.CreateCommand("delete from member_phones"))
        {
            await forget.ExecuteNonQueryAsync(Cancellation);
        }

        using var without = await _api.Ask(new { from = _api.Line, to = Contact });
        using var with = await _api.Ask(new { from = _api.Line, to = Contact, via = "07700 900277" });

        await CallApi.Refuses(without, HttpStatusCode.BadRequest, Refusals.NoPhone, "via");
        Assert.Equal(HttpStatusCode.Created, with.StatusCode);
    }

    [Fact]
    public async Task For_whom_a_line_is_foreign_its_calls_do_not_exist()
    {
        var stranger = World.People.First(person => !World.Oracle.Sees(person, _api.Line));
        using var door = await Door.SignedIn(World, stranger);
        var call = World.Talks.First(talk => talk.Line == _api.Line).Called;

        using var placed = await _api.Ask(new { from = _api.Line, to = Contact }, door: door);
        await CallApi.Refuses(placed, HttpStatusCode.Forbidden, Refusals.UnknownLine, "from");
        foreach (var id in (string[])[call.ToString(), Guid.NewGuid().ToString(), "nonsense"])
        {
            using var ended = await door.Http.PostAsync(new Uri($"/api/v1/twilio/voice/calls/{id}/hang-up", UriKind.Relative), null, Cancellation);
            await CallApi.Refuses(ended, HttpStatusCode.NotFound, Refusals.CallNotFound, field: null);
            using var found = await door.Http.GetAsync(new Uri($"/api/v1/twilio/voice/calls/{id}", UriKind.Relative), Cancellation);
            await CallApi.Refuses(found, HttpStatusCode.NotFound, Refusals.CallNotFound, field: null);
        }
    }

    [Fact]
    public async Task A_call_is_ended_wherever_it_stands_and_again_without_harm()
    {
        using var placed = await _api.Ask(new { from = _api.Line, to = Contact });
        var id = (await CallApi.Json(placed)).GetProperty("id").GetGuid();

        for (var i = 0; i < 2; i++)
        {
            using var ended = await _api.Door.Http.PostAsync(new Uri($"/api/v1/twilio/voice/calls/{id}/hang-up", UriKind.Relative), null, Cancellation);
            Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
            Assert.Single((await CallApi.Json(ended)).GetProperty("timeline").EnumerateArray(), told => told.GetProperty("status").GetString() == CallWords.HangUp);
        }
    }

    [Fact]
    public async Task The_file_has_a_row_for_each_call_and_no_cell_computes_anything()
    {
        using var answer = await _api.Door.Http.GetAsync(new Uri("/api/v1/calls.csv", UriKind.Relative), Cancellation);
        var file = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(("text/csv", true), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.NoStore));
        Assert.Matches("^calls-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.csv$", answer.Content.Headers.ContentDisposition!.FileName);
        var rows = file.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("at,line,direction,from,to,status,seconds,voicemail_seconds,member,error_code,conversation,id", rows[0]);
        Assert.Equal(World.Talks.Count * 2, rows.Length - 1);
        Assert.All(rows.Skip(1), row => Assert.All(row.Split(','), cell => Assert.Matches("^(\"('[-+=@]|[^-+=@'])[^\"]*\")?$", cell)));
        foreach (var talk in World.Talks)
        {
            Assert.Contains($",\"'{talk.Line}\",\"inbound\",\"'{talk.Contact}\",\"'{talk.Line}\",\"voicemail\",,\"12\",,,\"{talk.Id}\",\"{talk.Rung}\"", file, StringComparison.Ordinal);
            Assert.Contains($",\"'{talk.Line}\",\"outbound\",\"'{talk.Line}\",\"'{talk.Contact}\",\"completed\",\"1\",,\"{World.People[0].Id}\",,\"{talk.Id}\",\"{talk.Called}\"", file, StringComparison.Ordinal);
        }
    }
}
