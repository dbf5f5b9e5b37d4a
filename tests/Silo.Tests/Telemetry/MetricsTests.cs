using System.Net;
using System.Text.Json;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.Silo.Tests.Telemetry;

[Collection(nameof(Watched))]
public sealed class MetricsTests(WatchedHouse house)
{
    private static readonly Uri Metrics = new("/metrics", UriKind.Relative);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_reads_what_the_dashboard_and_the_alarms_look_at()
    {
        await house.Receive("+447700900705", "x");
        using var asked = await Get(house.First, $"Bearer {house.Owner.Token}", new("/api/v1/conversations", UriKind.Relative));
        Assert.True(asked.IsSuccessStatusCode);
        using var refused = await house.First.CreateClient().PostAsync(new Uri("/api/v1/twilio/sms/webhook", UriKind.Relative), null, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        string[] measured =
        [
            "http_server_request_duration_seconds_bucket", "aspnetcore_rate_limiting_active_request_leases", "webhook_refused_total", "commit_batch_size_bucket", "commit_duration_seconds_bucket",
            "outbox_messages", "outbox_oldest_age_seconds", "call_under_way", "tray_open", "backlog_read_time_seconds",
            "orleans_catalog_activations", "db_client_connection_count", "db_client_connection_max", "dotnet_gc_heap_total_allocated_bytes_total",
        ];

        var text = await Eventually.Get(() => Scrape(house.First), told => told.Contains("outbox_messages{", StringComparison.Ordinal), Cancellation);

        Assert.All(measured, name => Assert.Contains("\n" + name + "{", text, StringComparison.Ordinal));
        Assert.Contains("http_route=\"/api/v1/twilio/sms/webhook\"", text, StringComparison.Ordinal);
        Assert.All((string[])["requests", "commits", "members", "cluster"], pool => Assert.Contains($"db_client_connection_pool_name=\"{pool}\"", text, StringComparison.Ordinal));
        Assert.Contains("state=\"in_doubt\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("447700900", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer a-token-for-prometheus-alonf")]
    [InlineData("Bearer ")]
    [InlineData("Basic a-token-for-prometheus-alone")]
    public async Task Nobody_else_reads_them(string? authorization)
    {
        using var answer = await Get(house.First, authorization);

        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()));
        Assert.Equal("not-signed-in", await Code(answer));
    }

    [Fact]
    public async Task A_member_does_not_read_them_either()
    {
        using var answer = await Get(house.First, $"Bearer {house.Owner.Token}");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_in_the_configuration_there_is_nothing_to_read()
    {
        using var answer = await Get(house.Second, $"Bearer {WatchedHouse.Token}");

        Assert.Equal((HttpStatusCode.NotFound, "metrics-off"), (answer.StatusCode, await Code(answer)));
    }

    private static async Task<string> Scrape(RunningSilo silo)
    {
        using var answer = await Get(silo, $"Bearer {WatchedHouse.Token}");
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static async Task<HttpResponseMessage> Get(RunningSilo silo, string? authorization, Uri? what = null)
    {
        using var http = silo.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, what ?? Metrics);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await http.SendAsync(request, Cancellation);
    }

    private static async Task<string?> Code(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        return problem.RootElement.GetProperty("code").GetString();
    }
}
