using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansSms.Members;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;

namespace OrleansSms.Silo.Tests.Security;

/// <summary>More than the API can do at a time: what is under way and what waits have an end.</summary>
public sealed class PlacesTests(QuickPostgresServer server)
{
    private const int MostConnections = 321;
    private static readonly Uri List = new("/api/v1/conversations", UriKind.Relative);
    private static readonly Uri Send = new("/api/v1/twilio/sms/send", UriKind.Relative);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beyond_the_places_and_those_who_wait_whoever_calls_is_asked_at_once_to_come_again()
    {
        await using var world = await Small(atOnce: 1, people: 3);
        using var first = Door.WithToken(world, world.People[0], Scopes.Read);
        using var second = await Door.SignedIn(world, world.People[1]);
        using var third = await Door.SignedIn(world, world.People[2]);
        await using var standing = await Standing.Begin(world);

        List<Task<HttpResponseMessage>> asked = [.. ((Door[])[first, second, third]).Select(door => door.Http.GetAsync(List, Cancellation))];

        // The database stands still: whoever is answered now was not let wait.
        await IsBusy(await Next(asked));
        await standing.End();
        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task One_caller_with_slow_questions_leaves_places_for_the_others()
    {
        await using var world = await Small(atOnce: 2, people: 2);
        using var greedy = Door.WithToken(world, world.People[0], Scopes.Read);
        using var other = await Door.SignedIn(world, world.People[1]);
        await using var standing = await Standing.Begin(world);

        List<Task<HttpResponseMessage>> asked = [.. Enumerable.Range(0, 4).Select(_ => greedy.Http.GetAsync(List, Cancellation))];
        await IsBusy(await Next(asked));

        using var answer = await other.Http.PostAsJsonAsync(Send, "no draft", Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(asked, one => one.IsCompleted);
        await standing.End();
        Assert.All(await Task.WhenAll(asked), one => Assert.Equal(HttpStatusCode.OK, one.StatusCode));
    }

    [Fact]
    public async Task Connections_have_an_end_that_is_configured()
    {
        await using var world = await Small(atOnce: 1, people: 1);

        Assert.Equal(MostConnections, world.Silo.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxConcurrentConnections);
    }

    private Task<World> Small(int atOnce, int people) => World.Make(server, seed: 3, people, lines: 1, talksEach: 0, more: new Dictionary<string, string>
    {
        ["Limits:AtOnce"] = atOnce.ToString(CultureInfo.InvariantCulture),
        ["Limits:Connections"] = MostConnections.ToString(CultureInfo.InvariantCulture),
    });

    private static async Task<HttpResponseMessage> Next(List<Task<HttpResponseMessage>> asked)
    {
        var answered = await Task.WhenAny(asked);
        asked.Remove(answered);
        return await answered;
    }

    private static async Task IsBusy(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "busy", "2"),
            (answer.StatusCode, problem.RootElement.GetProperty("code").GetString(), answer.Headers.RetryAfter?.ToString()));
    }

    /// <summary>While it lasts nobody reads a list of conversations to its end.</summary>
    private sealed class Standing(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public static async Task<Standing> Begin(World world)
        {
            var connection = await world.Database.OpenConnectionAsync(Cancellation);
            var transaction = await connection.BeginTransactionAsync(Cancellation);
            await using var locking = new NpgsqlCommand("lock table conversations", connection, transaction);
            await locking.ExecuteNonQueryAsync(Cancellation);
            return new(connection, transaction);
        }

        public Task End() => transaction.RollbackAsync(Cancellation);

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
