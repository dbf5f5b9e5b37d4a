using Microsoft.Extensions.Logging.Console;
using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Control;
using OrleansSms.TwilioSimulator.Faults;
using OrleansSms.TwilioSimulator.Inbound;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Numbers;
using OrleansSms.TwilioSimulator.Phone;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Recordings;
using OrleansSms.TwilioSimulator.Services;
using OrleansSms.TwilioSimulator.Webhooks;
using OrleansSms.TwilioSimulator.Carrier;

namespace OrleansSms.TwilioSimulator;

/// <summary>Composes the simulator; Program starts it, tests start it on port 0.</summary>
internal static class SimulatorApp
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(SimulatorApp).Assembly.GetName().Name,
        });
        LoopbackOnly.Apply(builder);
        KeepStandardOutputForTheAddress(builder);

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1024 * 1024);

        // Connections that a fault holds open must not keep the process.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.AddOptions<SimulatorOptions>().BindConfiguration(SimulatorOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<SimulatedClock>();
        builder.Services.AddSingleton<Simulation>();
        builder.Services.AddSingleton<Logbook<ApiLogEntry>>();
        builder.Services.AddWebhooks();
        builder.Services.AddMessages();
        builder.Services.AddInbound();
        builder.Services.AddRecordings();
        builder.Services.AddCalls();

        var app = builder.Build();
        app.UseHandsetReplies();
        app.UseHostFiltering();
        app.UsePhonePage();
        app.UseApiProtocol();
        app.UseApiFaults();

        app.MapAccounts();
        app.MapMessages();
        app.MapCalls();
        app.MapRecordings();
        app.MapNumbers();
        app.MapServices();
        app.MapControl();
        app.MapPhone();
        return app;
    }

    private static void KeepStandardOutputForTheAddress(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
