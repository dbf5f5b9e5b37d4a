using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.TestKit.Calls;
using OrleansSms.TestKit.Carrier;
using OrleansSms.Tray;
using OrleansSms.Twilio.Inbound;

namespace OrleansSms.Twilio.Tests.Kit;

/// <summary>The product's webhooks on a real server, before a world of stubs; calls them as the carrier does.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string Inbound = "/api/v1/twilio/sms/webhook";
    public const string Status = "/api/v1/twilio/sms/status-callback";
    public const string Voice = "/api/v1/twilio/voice/";

    private readonly HttpClient _client = new();
    private WebApplication _app = null!;

    private Receiver()
    {
    }

    public World World { get; } = new();

    public FakeReception Reception { get; } = new();

    public FakeGreetingFiles Greetings { get; } = new();

    public FakeCarrierVault Vault { get; } = new();

    public CapturedLog Log { get; } = new();

    public Uri Url => new(_app.Urls.Single());

    public IReadOnlyList<Endpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    public FakeTimeProvider Time { get; } = new();

    /// <summary>What was turned away.</summary>
    public IReadOnlyList<DoorCount> Refusals => [.. Get<DoorTally>().Counts.Where(count => count.Kind == DoorEvent.Refused)];

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<Receiver> Start(params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Twilio:AccountSid"] = Some.AccountSid,
            ["Twilio:AuthToken"] = Some.Token,
            ["PublicBaseUrl"] = Some.PublicUrl,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.AddTwilio();

        var receiver = new Receiver();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<ILoggerProvider>(receiver.Log);
        builder.Services.AddSingleton<TimeProvider>(receiver.Time);
        builder.Services.AddSingleton(GrainFactoryStub.For(receiver.World.Conversation));
        builder.Services.AddSingleton<IConversationIds>(receiver.World);
        builder.Services.AddSingleton<ILineDirectory>(receiver.World);
        builder.Services.AddSingleton<IMessageDirectory>(receiver.World);
        builder.Services.AddSingleton<IWebhookTray>(receiver.World);
        builder.Services.AddSingleton<IOrphans>(receiver.World);
        builder.Services.AddSingleton<IDoorBook>(receiver.World);
        builder.Services.AddSingleton<ICallReception>(receiver.Reception);
        builder.Services.AddSingleton<IGreetingFiles>(receiver.Greetings);
        builder.Services.AddSingleton<ICarrierVault>(receiver.Vault);
        receiver._app = builder.Build();
        receiver._app.MapTwilioWebhooks();
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>A form, signed.</summary>
    public Task<HttpResponseMessage> Post(string target, params (string Name, string Value)[] fields) =>
        Send(Form(target, fields), Some.Signature(Some.Token, Some.PublicUrl + target, Pairs(fields)));

    public HttpRequestMessage Form(string target, params (string Name, string Value)[] fields) =>
        new(HttpMethod.Post, new Uri(Url, target)) { Content = new FormUrlEncodedContent(Pairs(fields)) };

    public HttpRequestMessage Raw(string target, string body, string type) =>
        new(HttpMethod.Post, new Uri(Url, target)) { Content = new StringContent(body, Encoding.UTF8, type) };

    public Task<HttpResponseMessage> Send(HttpRequestMessage request, string? signature)
    {
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Twilio-Signature", signature);
        }

        return _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static string SignatureOf(string target, params (string Name, string Value)[] fields) =>
        Some.Signature(Some.Token, Some.PublicUrl + target, Pairs(fields));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs((string Name, string Value)[] fields) =>
        fields.Select(field => KeyValuePair.Create(field.Name, field.Value));
}
