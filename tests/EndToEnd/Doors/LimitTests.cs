using System.Net;
using System.Net.Http.Headers;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Doors;

/// <summary>What guards the host: callers that ask too much, and other sites' pages.</summary>
public sealed class LimitTests(SharedInstallation shared) : Scene(shared)
{
    [Fact]
    public async Task Who_asks_too_much_is_told_to_wait_and_nobody_else_notices()
    {
        await using var installation = await Installation.Start(Postgres, Cancellation, settings => settings with
        {
            More = new Dictionary<string, string> { ["Limits__RequestsPerSecond"] = "10", ["Limits__Burst"] = "5" },
        });
        var other = await Strangers.Token(installation);
        // The first question of a silo takes its time; on busy cores forty of them take too long.
        Assert.Equal(HttpStatusCode.OK, await Ask(installation, other));

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => installation.Api.Get("/api/v1/conversations")));

        var refused = answers.Where(answer => answer.Status != HttpStatusCode.OK).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-requests"), (answer.Status, answer.Code)));
        Assert.Equal(HttpStatusCode.OK, await Ask(installation, other));
        Assert.Equal(HttpStatusCode.OK, (await Webhook.To(installation.Silo).Receive(Webhook.Text(People.Next(), "not limited"))).Status);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task A_circuit_begins_on_our_own_pages_only(string header, string value, HttpStatusCode wanted)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Installation.Silo.Settings.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add(header, value);

        using var answer = await http.SendAsync(request, Cancellation);

        Assert.Equal(wanted == HttpStatusCode.OK, answer.StatusCode != HttpStatusCode.Forbidden);
    }

    private static async Task<HttpStatusCode> Ask(Installation installation, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/conversations");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await installation.Silo.Http.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }
}
