using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using OrleansSms.Calls;
using OrleansSms.Members;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;

namespace OrleansSms.Silo.Tests.Rest;

/// <summary>Calls in the browser, in an installation with an API key and in one without.</summary>
public sealed class SoftphoneTests(QuickPostgresServer server)
{
    private static readonly Uri TokenDoor = new("/api/v1/twilio/voice/token", UriKind.Relative);

    private static readonly Dictionary<string, string> Keyed = new()
    {
        ["Twilio:ApiBaseUrl"] = "http://127.0.0.1:1",
        ["Twilio:AccountSid"] = "AC11111111111111111111111111111111",
        ["Twilio:AuthToken"] = "0123456789abcdef0123456789abcdef",
        ["Twilio:ApiKeySid"] = "SK77777777777777777777777777777777",
        ["Twilio:ApiKeySecret"] = "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk1",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_member_gets_a_pass_of_their_own_by_signing_in_and_none_by_an_API_token()
    {
        await using var world = await World.Make(server, seed: 5, people: 2, lines: 1, talksEach: 0, more: Keyed);
        foreach (var person in world.People)
        {
            using var door = await Door.SignedIn(world, person);
            using var answer = await door.Http.PostAsync(TokenDoor, null, Cancellation);

            Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, answer.Headers.CacheControl!.NoStore));
            var pass = JsonSerializer.Deserialize<SoftphonePass>(await answer.Content.ReadAsStringAsync(Cancellation), JsonSerializerOptions.Web)!;
            Assert.Equal(BrowserPhone.IdentityOf(person.Id), pass.Identity);
            using var grants = JsonDocument.Parse(new JsonWebToken(pass.Token).Claims.Single(claim => claim.Type == "grants").Value);
            Assert.Equal(pass.Identity, grants.RootElement.GetProperty("identity").GetString());
            Assert.DoesNotContain(person.Email, pass.Token, StringComparison.OrdinalIgnoreCase);
        }

        using var token = Door.WithToken(world, world.People[0], Scopes.Send);
        Assert.Equal(HttpStatusCode.Forbidden, await token.Post(TokenDoor.OriginalString, new { }));
        using var stranger = world.Silo.CreateClient();
        using var unknown = await stranger.PostAsync(TokenDoor, null, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(2, await Reachable(world));
    }

    [Fact]
    public async Task A_page_of_another_site_gets_no_pass()
    {
        await using var world = await World.Make(server, seed: 6, people: 1, lines: 1, talksEach: 0, more: Keyed);
        using var door = await Door.SignedIn(world, world.People[0]);
        using var asked = new HttpRequestMessage(HttpMethod.Post, TokenDoor) { Headers = { { "Sec-Fetch-Site", "cross-site" } } };

        using var answer = await door.Http.SendAsync(asked, Cancellation);

        Assert.Equal((HttpStatusCode.Forbidden, 0), (answer.StatusCode, await Reachable(world)));
    }

    [Fact]
    public async Task Without_a_key_nothing_of_it_is_answered_loaded_or_let_through()
    {
        await using var world = await World.Make(server, seed: 7, people: 1, lines: 1, talksEach: 0);
        using var door = await Door.SignedIn(world, world.People[0]);

        using var answer = await door.Http.PostAsync(TokenDoor, null, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("no-softphone", JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).GetProperty("code").GetString());
        using var page = await door.Http.GetAsync(new Uri("/settings/profile", UriKind.Relative), Cancellation);
        var (policy, permissions, html) = (Header(page, "Content-Security-Policy"), Header(page, "Permissions-Policy"), await page.Content.ReadAsStringAsync(Cancellation));
        Assert.Contains("connect-src 'self'; media-src 'self' blob:; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("twilio", policy, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("microphone=()", permissions);
        Assert.DoesNotContain("js/softphone", html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-in-browser", html, StringComparison.Ordinal);
        Assert.Equal(0, await Reachable(world));
    }

    [Fact]
    public async Task With_a_key_pages_may_use_the_microphone_and_talk_to_the_carrier()
    {
        await using var world = await World.Make(server, seed: 8, people: 1, lines: 1, talksEach: 0, more: Keyed);
        using var door = await Door.SignedIn(world, world.People[0]);

        using var page = await door.Http.GetAsync(new Uri("/settings/profile", UriKind.Relative), Cancellation);

        var policy = Header(page, "Content-Security-Policy");
        Assert.Contains("connect-src 'self' wss://*.twilio.com https://eventgw.twilio.com https://sdk.twilio.com https://media.twiliocdn.com; ", policy, StringComparison.Ordinal);
        Assert.Contains("media-src 'self' blob: https://eventgw.twilio.com https://sdk.twilio.com https://media.twiliocdn.com; ", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.Equal("microphone=(self)", Header(page, "Permissions-Policy"));
        var html = await page.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("js/softphone", html, StringComparison.Ordinal);
        Assert.Contains("data-in-browser", html, StringComparison.Ordinal);
        // The carrier's own script is asked for only where somebody switched it on.
        Assert.DoesNotContain("voice-sdk", html, StringComparison.Ordinal);
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    private static async Task<int> Reachable(World world)
    {
        await using var count = world.Database.CreateCommand("select count(*)::int from browser_phones where reachable_until > now()");
        return (int)(await count.ExecuteScalarAsync(Cancellation))!;
    }
}
