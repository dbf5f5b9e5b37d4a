using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansSms.Members;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;

namespace OrleansSms.Silo.Tests.Rest;

/// <summary>The API of calls at a silo of its own, used by the owner's token.</summary>
public sealed class CallApi(QuickPostgresServer server) : IAsyncLifetime
{
    internal const string Contact = "+447700900250";

    internal const string Place = "/api/v1/twilio/voice/call";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal World World { get; private set; } = null!;

    internal Door Door { get; private set; } = null!;

    internal string Line => World.Lines[0];

    public async ValueTask InitializeAsync()
    {
        World = await World.Make(server, seed: 4, people: 6, lines: 2, talksEach: 1);
        Door = Door.WithToken(World, World.People[0], Scopes.Send);
    }

    public async ValueTask DisposeAsync()
    {
        Door.Dispose();
        await World.DisposeAsync();
    }

    internal async Task<HttpResponseMessage> Ask(object body, string? key = null, Door? door = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Place, UriKind.Relative)) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await (door ?? Door).Http.SendAsync(request, Cancellation);
    }

    internal static async Task Refuses(HttpResponseMessage answer, HttpStatusCode status, string code, string? field)
    {
        var problem = await Json(answer);
        Assert.Equal((status, code, field), (
            answer.StatusCode, problem.GetProperty("code").GetString(), problem.TryGetProperty("field", out var named) ? named.GetString() : null));
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    internal static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancellation));

    internal async Task<long> Calls(string? to = null)
    {
        await using var count = World.Database.CreateCommand("select count(*) from calls where $1 = '' or to_number = $1");
        count.Parameters.Add(new() { Value = to ?? "" });
        return (long)(await count.ExecuteScalarAsync(Cancellation))!;
    }
}
