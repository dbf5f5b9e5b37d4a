using System.Net;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Doors;

/// <summary>What a token opens and what it does not.</summary>
public sealed class TokenDoorTests(SharedInstallation shared) : Scene(shared), IDisposable
{
    private const string List = "/api/v1/conversations";
    private const string Sweep = "/api/v1/lines/%2B14155550100/sweep";
    private const string Audit = "/api/v1/audit.csv";

    private const int Read = 1;
    private const int Send = 2;
    private const int Admin = 4;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 });

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData(Read, "read")]
    [InlineData(Send, "send")]
    [InlineData(Admin, "admin")]
    [InlineData(Read | Send, "read send")]
    [InlineData(Read | Send | Admin, "read send admin")]
    public async Task A_token_opens_what_it_was_made_for_and_nothing_else(int scopes, string opens)
    {
        var token = await Installation.Database.Give(scopes);

        await Is(List, "read");
        await Is("/openapi/v1.json", "read");
        await Is(Sweep, "admin");
        await Is(Audit, "admin");
        using var send = Request(HttpMethod.Post, Api.SendPath, $"Bearer {token}");
        send.Content = System.Net.Http.Json.JsonContent.Create(new { to = "nobody", from = OurLines.First, body = "hi" });
        var answer = await Ask(send);
        Assert.Equal(opens.Contains("send", StringComparison.Ordinal) ? (HttpStatusCode.BadRequest, "invalid-number") : (HttpStatusCode.Forbidden, "insufficient-scope"), (answer.Status, answer.Code));

        async Task Is(string path, string scope)
        {
            var got = await Get(path, $"Bearer {token}");
            Assert.Equal(
                (path, opens.Contains(scope, StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.Forbidden),
                (path, got.Status));
            Assert.Equal(got.Status == HttpStatusCode.OK ? null : "insufficient-scope", got.Code);
        }
    }

    [Theory]
    [InlineData("expires_at = now() - interval '1 second'", "token-expired")]
    [InlineData("revoked_at = now()", "token-revoked")]
    [InlineData("token_hash = sha256('another')", "not-signed-in")]
    public async Task A_token_that_is_over_says_so_to_who_holds_it(string end, string code)
    {
        var answer = await Get(List, $"Bearer {await Installation.Database.Give(7, end)}");

        Assert.Equal((HttpStatusCode.Unauthorized, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task The_token_of_an_account_that_is_off_or_gone_opens_nothing_and_tells_nothing()
    {
        await Installation.Database.Count("""
            with made as (
              insert into users (id, role, email, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
              values (gen_random_uuid(), 'member', $1, true, false, false, true, 0) returning 1)
            select count(*) from made
            """, "leaver@example.com");
        var token = await Installation.Database.Give(7, owner: "leaver@example.com");
        Assert.Equal(HttpStatusCode.OK, (await Get(List, $"Bearer {token}")).Status);

        await Change("update users set disabled_at = now() where email = 'leaver@example.com'");
        await Refused();
        await Change("delete from users where email = 'leaver@example.com'");
        await Refused();

        async Task Refused()
        {
            var answer = await Eventually.Get(() => Get(List, $"Bearer {token}"), got => got.Status != HttpStatusCode.OK, Cancellation);
            Assert.Equal((HttpStatusCode.Unauthorized, "not-signed-in"), (answer.Status, answer.Code));
        }

        Task<long> Change(string sql) =>
            Installation.Database.Count($"with changed as ({sql} returning 1), told as (select pg_notify('access', '')) select count(*) from changed, told where $1 = ''", "");
    }

    [Fact]
    public async Task Tricks_with_the_header_open_nothing()
    {
        var token = await Installation.Database.Give(7);
        Assert.Equal(HttpStatusCode.OK, (await Get(List, $"bearer  {token} ")).Status);

        foreach (var tricky in (string[][])
        [
            ["Bearer x"], ["Bearer"], [$"Bearer {token}x"], [$"Bearer {token[..^1]}"], [$"Bearer {token} {token}"], [$"Bearer {token},{token}"], [$"Bearer \"{token}\""],
            [$"Bearer {new string('a', 10_000)}"], [$"Bearer {token}é"], [$"Token {token}"], [$"Bearer {token}", $"Bearer {token}"], [$"Bearer {token}", "Bearer x"],
            ["Basic eDp5", $"Bearer {token}"], [$"Bearer:{token}"], [$"Bearer\t{token}"], [$"Bearer {token}%00"], [$"Bearer {token.ToUpperInvariant()}"],
        ])
        {
            var answer = await Get(List, tricky);
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{string.Join(" | ", tricky)}: {answer.Status}");
            Assert.NotNull(answer.Code);
        }
    }

    [Theory]
    [InlineData("/inbox")]
    [InlineData("/settings/tokens")]
    [InlineData("/settings/audit")]
    public async Task No_page_is_opened_with_a_token(string page)
    {
        var answer = await Get(page, $"Bearer {await Installation.Database.Give(7)}");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains("/sign-in", answer.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_use_of_a_token_is_on_record_once_however_often_it_is_used()
    {
        var token = await Installation.Database.Give(Read | Admin, "name = 'counted-once'");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Get(List, $"Bearer {token}")));

        var file = await Eventually.Get(
            () => Get($"{Audit}?kind=tokens", $"Bearer {token}"), answer => answer.Text.Contains("counted-once", StringComparison.Ordinal), Cancellation);

        Assert.Equal("text/csv", file.ContentType);
        var row = Assert.Single(file.Text.Split("\r\n"), line => line.Contains("counted-once", StringComparison.Ordinal));
        Assert.Contains("\"token-used\",\"owner@example.com\",,,\"127.0.0.1\",\"counted-once\"", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_tells_what_scope_a_call_needs()
    {
        var described = (await Get("/openapi/v1.json", $"Bearer {await Installation.Database.Give(Read)}")).Json.GetProperty("paths");

        foreach (var (path, method, scope) in new[] { (List, "get", "read"), (Api.SendPath, "post", "send"), (Audit, "get", "admin") })
        {
            Assert.EndsWith($"A token needs the scope “{scope}”.", described.GetProperty(path).GetProperty(method).Text("description"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("kind=magic", "invalid-kind")]
    [InlineData("from=yesterday", "invalid-from")]
    [InlineData("until=2026-13-01", "invalid-until")]
    public async Task A_filter_that_cannot_be_read_is_told(string query, string code)
    {
        var answer = await Get($"{Audit}?{query}", $"Bearer {await Installation.Database.Give(Admin)}");

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    private async Task<Answer> Get(string path, params string[] authorization)
    {
        using var request = Request(HttpMethod.Get, path, authorization);
        return await Ask(request);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, params string[] authorization)
    {
        var request = new HttpRequestMessage(method, new Uri(Installation.Silo.Address, path));
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    private async Task<Answer> Ask(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request, Cancellation);
        return await Answer.Of(response);
    }
}
