using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansSms.Grains.Ports;
using OrleansSms.Carrier;
using OrleansSms.Tray;
using OrleansSms.Twilio.Accounts;
using OrleansSms.Twilio.Inbound;
using OrleansSms.Twilio.Numbers;
using OrleansSms.Twilio.Outbound;
using OrleansSms.Twilio.Records;
using OrleansSms.Twilio.Voice;
using OrleansSms.Twilio.Voice.Recordings;
using Polly;

namespace OrleansSms.Twilio;

/// <summary>The one door of this adapter.</summary>
public static class TwilioSetup
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Adds the carrier both ways: <see cref="ICarrier"/> for sending and what the webhooks need.</summary>
    public static IHostApplicationBuilder AddTwilio(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsRules>();
        services.AddOptions<TwilioOptions>()
            .BindConfiguration(TwilioOptions.Section)
            .Configure<IConfiguration, IHostEnvironment>((options, configuration, environment) =>
                options.PublicBaseUrl = PublicBaseUrl(configuration, environment))
            .ValidateOnStart();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AccountDirectory>();
        services.AddHostedService<AccountWatch>();
        services.AddSingleton<CarrierPost>();
        services.AddSingleton<ICarrier, TwilioGateway>();
        AddDoors(services);
        services.AddSingleton<CarrierRecords>();
        services.AddSingleton<ICarrierRecords>(all => all.GetRequiredService<CarrierRecords>());
        services.AddSingleton<ICallList>(all => all.GetRequiredService<CarrierRecords>());
        AddPosts(services, CarrierPost.Client, PostPatience.OfTexts);
        AddPosts(services, CarrierPost.CallClient, PostPatience.OfCalls);

        AddClient(services, CarrierRecords.Client)
            .AddResilienceHandler("get", (pipeline, context) => RecordRetries.Configure(
                pipeline, context.ServiceProvider.GetRequiredService<TimeProvider>()));
        services.AddHttpClient(CarrierRecords.Client).AddHttpMessageHandler(() => new WholeAnswer());
        AddSettings(services);
        AddClient(services, RecordingFetch.Client).AddResilienceHandler("fetch", (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddTimeout(RecordRetries.OneTry); // until the sound begins to come
        });
        return builder;
    }

    /// <summary>Maps the carrier's doors: two for texts, and those for calls.</summary>
    public static IEndpointConventionBuilder MapTwilioWebhooks(this IEndpointRouteBuilder endpoints)
    {
        var webhooks = endpoints.ServiceProvider.GetRequiredService<TwilioWebhooks>();

        // Anonymous, and without an antiforgery token: the carrier signs every request, and the signature is the authentication.
        // No limit per caller: webhooks come in bursts from shared addresses. WebhookPlaces bounds them all together.
        // So nothing that stands between routing and an endpoint is for them, and they go past it.
        var group = endpoints.MapGroup("/api/v1/twilio").AllowAnonymous().DisableAntiforgery().DisableRateLimiting();
        group.ShortCircuit();
        group.MapMethods("/sms/webhook", ["POST", "GET"], webhooks.Inbound);
        group.MapPost("/sms/status-callback", webhooks.Status);
        VoiceSetup.MapVoice(group.MapGroup("/voice"), endpoints.ServiceProvider.GetRequiredService<VoiceWebhooks>());
        return group;
    }

    private static void AddPosts(IServiceCollection services, string name, PostPatience patience)
    {
        AddClient(services, name)
            .AddResilienceHandler("post", (pipeline, context) => TwilioRetries.Configure(
                pipeline,
                context.ServiceProvider.GetRequiredService<TimeProvider>(),
                context.ServiceProvider.GetRequiredService<IOptions<TwilioOptions>>().Value.MaxConcurrentRequests,
                patience));
        services.AddHttpClient(name).AddHttpMessageHandler(() => new SinglePost());
    }

    private static void AddDoors(IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WebhookBody>();
        services.AddSingleton<WebhookGate>();
        services.AddSingleton<WebhookPlaces>();
        services.TryAddSingleton<PassingFaults>();
        services.AddSingleton<Passage>();
        services.AddSingleton<TrayEntrance>();
        services.AddSingleton<WebhookTaking>();
        services.AddSingleton<TwilioWebhooks>();
        VoiceSetup.AddVoice(services);
        services.AddSingleton<IWebhookReplay, WebhookReplay>();
        services.AddSingleton<DoorTally>();
        services.AddSingleton<DoorKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<DoorKeeper>());
    }

    private static void AddSettings(IServiceCollection services)
    {
        services.AddSingleton<CarrierQuestions>();
        services.AddSingleton<AccountCheck>();
        services.AddSingleton<NumberPages>();
        services.AddSingleton<NumberSetUp>();
        services.AddScoped<ICarrierAccounts, CarrierAccounts>();
        services.AddScoped<ICarrierNumbers, CarrierNumbers>();
        AddClient(services, CarrierQuestions.Client)
            .AddResilienceHandler("ask", (pipeline, context) => QuestionRetries.Configure(
                pipeline, context.ServiceProvider.GetRequiredService<TimeProvider>()));
        services.AddHttpClient(CarrierQuestions.Client).AddHttpMessageHandler(() => new WholeAnswer());
    }

    private static IHttpClientBuilder AddClient(IServiceCollection services, string name)
    {
        var client = services.AddHttpClient(name, (provider, client) =>
        {
            client.BaseAddress = new(provider.GetRequiredService<IOptions<TwilioOptions>>().Value.ApiBaseUrl.TrimEnd('/') + "/");
            client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
            client.DefaultRequestHeaders.UserAgent.ParseAdd("OrleansSms/1.0");
            client.Timeout = Timeout.InfiniteTimeSpan; // the pipeline limits each request, by the clock that tests can turn
        });

        // The default loggers would write addresses and headers; the caller logs one line of its own.
        client.RemoveAllLoggers();
        client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        client.UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            // Traces of ours are no business of the carrier.
            handler.ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator();
            handler.ConnectTimeout = ConnectTimeout;
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
            // A connection that the carrier closes while we write makes a message in doubt: let go of idle ones early.
            handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20);
        });
        return client;
    }

    private static string? PublicBaseUrl(IConfiguration configuration, IHostEnvironment environment) =>
        configuration["PublicBaseUrl"] is { Length: > 0 } configured ? configured
        : environment.IsDevelopment() || environment.IsEnvironment("Test") ? "http://localhost:4000"
        : null;
}
