using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Inbox;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Live;
using OrleansSms.Grains.Members;
using OrleansSms.Grains.Operations;
using OrleansSms.Grains.Ports;
using OrleansSms.Grains.Presence;
using OrleansSms.Grains.Sweeps;
using OrleansSms.Grains.Tray;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Live;
using OrleansSms.Operations;
using OrleansSms.Sweeps;
using OrleansSms.Tray;

namespace OrleansSms.Grains;

/// <summary>The rules and their turn. Call after <c>UseOrleans</c>: what it starts needs a running silo.</summary>
public static class GrainsSetup
{
    /// <summary>Name of the grain storage that keeps small documents.</summary>
    public const string DocumentStorage = MemberGrain.Storage;

    public static IHostApplicationBuilder AddGrains(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<LineOptions>().BindConfiguration("Lines").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IConversationIds, ConversationIds>();
        services.AddScoped<Asker>();
        services.AddScoped<IDesk, Desk>();
        services.AddSingleton<DoubleAlarm>();
        services.AddOptions<MessageOptions>().BindConfiguration("Messages").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<TextRetention>();
        services.AddSingleton<LineGuard>();
        services.AddSingleton<LineBell>();
        services.AddSingleton<IdlePages>();
        services.AddHostedService(provider => provider.GetRequiredService<IdlePages>());
        services.AddSingleton<LineRates>();
        services.AddSingleton<LineQueues>();
        services.AddSingleton<ILineQueues>(provider => provider.GetRequiredService<LineQueues>());
        services.AddSingleton<Outages>();
        services.AddSingleton<LinePost>();
        services.AddSingleton<LookUp>();
        services.AddSingleton<PostTrace>();
        services.AddSingleton<Postings>();
        services.AddHostedService(provider => provider.GetRequiredService<Postings>());
        services.AddSingleton<Announcer>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<IChangeFeed>(provider => provider.GetRequiredService<ChangeFeed>());
        services.AddGrainService<FeedService>();
        AddPresence(services);
        services.AddHostedService<FeedPublisher>();
        services.AddOptions<TrayOptions>().BindConfiguration("Tray").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<TrayRetention>();
        services.AddSingleton<Adoption>();
        services.AddSingleton<OrphanWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<OrphanWatch>());
        services.AddSingleton<IOrphans, Orphans>();
        services.AddScoped<ITrayDesk, TrayDesk>();
        services.AddOptions<OperationsOptions>().BindConfiguration("Operations");
        services.AddSingleton<SiloWatch>();
        services.AddScoped<IOperations, OperationsDesk>();
        AddSweeps(services);
        AddCalls(services);
        services.AddHostedService<ClockStart>();
        return builder;
    }

    private static void AddCalls(IServiceCollection services)
    {
        services.AddOptions<CallOptions>().BindConfiguration("Calls").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DialTone>();
        services.AddSingleton<Dialling>();
        services.AddSingleton<CallLookUp>();
        services.AddSingleton<Ringing>();
        services.AddSingleton<ICallReception, CallReception>();
        services.AddScoped<ICallDesk, CallDesk>();
        services.AddSingleton<VoiceGuard>();
        services.AddScoped<ILineVoice, LineVoiceDesk>();
        services.AddScoped<ILineGreetings, LineGreetings>();
        services.AddOptions<RecordingOptions>().BindConfiguration("Recordings").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RecordingBell>();
        services.AddSingleton<RecordingFetch>();
        services.AddSingleton<RecordingRetention>();
        services.AddScoped<IRecordings, Recordings>();
    }

    private static void AddPresence(IServiceCollection services)
    {
        services.AddSingleton<PresenceBook>();
        services.AddSingleton<LocalSeats>();
        services.AddScoped<IPresence, PresenceDesk>();
        services.AddHostedService<PresenceClock>();
    }

    private static void AddSweeps(IServiceCollection services)
    {
        services.AddOptions<SweepOptions>().BindConfiguration("Sweeps").ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<ISweeps, Sweeps.Sweeps>();
        services.AddSingleton<SweepPlaces>();
        services.AddSingleton<TextImport>();
        services.AddSingleton<PriceFill>();
        services.AddSingleton<StatusSweep>();
        services.AddSingleton<ListSweep>();
        services.AddSingleton<CallSweep>();
        services.AddSingleton<CallRepair>();
    }
}
