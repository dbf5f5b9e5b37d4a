using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Inbox;
using OrleansSms.Live;
using OrleansSms.Members;
using OrleansSms.Silo.Accounts;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;
using OrleansSms.TestKit.Processes;
using OrleansSms.Web.Live;

namespace OrleansSms.Silo.Tests.Telemetry;

/// <summary>Two silos of one cluster that trace and measure; only the first gives its metrics to Prometheus.</summary>
public sealed class WatchedHouse(QuickPostgresServer server) : IAsyncLifetime
{
    public const string Token = "a-token-for-prometheus-alone";

    private const string AuthToken = "0123456789abcdef0123456789abcdef";
    private const string AccountSid = "AC11111111111111111111111111111111";
    private static readonly Uri Inbound = new("http://localhost/api/v1/twilio/sms/webhook");

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Twilio:ApiBaseUrl"] = "http://127.0.0.1:1",
        ["Twilio:AccountSid"] = AccountSid,
        ["Twilio:AuthToken"] = AuthToken,
        ["Sweeps:Enabled"] = "false",
        // Nobody is there: what would be sent is looked at in this process.
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
    };

    private World _world = null!;
    private RunningSilo _second = null!;

    /// <summary>What the carrier waits for before it answers.</summary>
    internal TaskCompletionSource Carrier { get; } = new();

    internal Spans Spans { get; } = new();

    internal RunningSilo First => _world.Silo;

    internal RunningSilo Second => _second;

    internal Person Owner => _world.People[0];

    internal string Line => _world.Lines[0];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Make(server, seed: 7, people: 1, lines: 1, talksEach: 0, Watch, new Dictionary<string, string>(Settings) { ["Telemetry:PrometheusToken"] = Token });
        _second = new(_world.ConnectionString, Watch, Settings);
        await SeeEachOther();
    }

    public async ValueTask DisposeAsync()
    {
        Carrier.TrySetResult();
        await _second.DisposeAsync();
        await _world.DisposeAsync();
        Spans.Dispose();
    }

    /// <summary>A text comes in at the first silo.</summary>
    internal async Task Receive(string contact, string body, string? traceparent = null)
    {
        SortedDictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            ["MessageSid"] = "SM" + Guid.NewGuid().ToString("N"), ["AccountSid"] = AccountSid, ["From"] = contact, ["To"] = Line, ["Body"] = body, ["NumMedia"] = "0",
        };
        var signed = Inbound.AbsoluteUri + string.Concat(fields.Select(field => field.Key + field.Value));
        using var request = new HttpRequestMessage(HttpMethod.Post, Inbound) { Content = new FormUrlEncodedContent(fields) };
#pragma warning disable CA5350 // The carrier's choice.
        request.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(AuthToken), Encoding.UTF8.GetBytes(signed))));
#pragma warning restore CA5350
        if (traceparent is not null)
        {
            request.Headers.Add("traceparent", traceparent);
        }

        using var http = First.CreateClient();
        using var answer = await http.SendAsync(request, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>The owner's screen at the second silo.</summary>
    internal async Task<IAsyncDisposable> Look()
    {
        var scope = Second.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CurrentCaller>().Arrive(DeskQuestions.Principal(Owner), address: null);
        using var paint = new FirstPaint();
        var member = new Web.Live.Member(new SignedIn(Owner), services.GetRequiredService<IDesk>(), paint);
        await member.Arrive(interactive: true);
        var live = new LiveFeed(services.GetRequiredService<IChangeFeed>(), services.GetRequiredService<IAccessChanges>(), member, TimeProvider.System, NullLogger<LiveFeed>.Instance);
        return new Screen(scope, live, live.Follow(_ => Task.CompletedTask));
    }

    internal static bool IsAbout(Activity span, ConversationId conversation) => span.GetTagItem("sms.conversation") is Guid id && id == conversation.Value;

    private void Watch(IServiceCollection services)
    {
        services.AddSingleton<IStartupFilter, RawTarget>();
        services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new SimpleActivityExportProcessor(Spans)));
        services.AddSingleton<ICarrier>(new FakeCarrier
        {
            Answer = async item =>
            {
                await Carrier.Task;
                return await FakeCarrier.Takes(item);
            },
        });
    }

    private async Task SeeEachOther()
    {
        // Whoever is asked first has to be the one that comes last: a silo starts when it is asked for something.
        foreach (var silo in (RunningSilo[])[Second, First])
        {
            var membership = silo.Services.GetRequiredService<IClusterMembershipService>();
            await Eventually.Get(
                () => Task.FromResult(membership.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active)), active => active == 2, Cancellation);
        }
    }

    /// <summary>Signatures are over what stands in the request line, which a server in memory does not have.</summary>
    private sealed class RawTarget : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = context.Request.Path + context.Request.QueryString;
                return rest(context);
            });
            next(app);
        };
    }

    private sealed class Screen(AsyncServiceScope scope, LiveFeed live, IDisposable following) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            following.Dispose();
            live.Dispose();
            await scope.DisposeAsync();
        }
    }

    private sealed class SignedIn(Person person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(DeskQuestions.Principal(person)));
    }
}
