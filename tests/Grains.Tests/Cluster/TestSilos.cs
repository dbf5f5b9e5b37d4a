using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.Grains.Sweeps;
using OrleansSms.Grains.Tray;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Sweeps;
using OrleansSms.TestKit.Calls;
using OrleansSms.TestKit.Conversations;
using OrleansSms.TestKit.Sweeps;
using OrleansSms.TestKit.Tray;
using OrleansSms.Tray;

namespace OrleansSms.Grains.Tests.Cluster;

/// <summary>Real silos in this process on the fake store and the fake carrier.</summary>
public class TestSilos : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public TestSilos()
        : this(silos: 2, TimeProvider.System, store => store, new() { SegmentsPerSecond = 10_000, Burst = 10_000 })
    {
    }

    /// <param name="more">What shall be otherwise.</param>
    internal TestSilos(short silos, TimeProvider time, Func<IOutbox, IOutbox> outbox, LineOptions pace, Action<IServiceCollection>? more = null)
    {
        Orphans = new(Store);
        (Sweeps, Cases) = (new(Store), new(Store));
        var builder = new InProcessTestClusterBuilder(silos);
        // The tests call from the silos themselves, as the product does.
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo((_, silo) => silo
            .UseInMemoryReminderService()
            .AddMemoryGrainStorage(GrainsSetup.DocumentStorage)
            .Configure<ClusterMembershipOptions>(NoticeTheDeadQuickly));
        builder.ConfigureSiloHost((_, host) =>
        {
            host.AddGrains();
            host.Services.Configure<LineOptions>(options =>
                (options.SegmentsPerSecond, options.Burst, options.InFlight, options.GiveUpAfter, options.LookUpAfter) =
                    (pace.SegmentsPerSecond, pace.Burst, pace.InFlight, pace.GiveUpAfter, pace.LookUpAfter));
            host.Services.Configure<SweepOptions>(options => options.PageSize = 10);
            host.Services.AddSingleton(time);
            host.Services.AddSingleton<IConversationStore>(Store);
            host.Services.AddSingleton<IMessageDirectory>(Store);
            host.Services.AddSingleton(outbox(Store.Outbox));
            host.Services.AddSingleton<IOrphanStore>(Orphans);
            host.Services.AddSingleton(Proxied.As<IWebhookTray>((_, _) => throw new NotSupportedException()));
            host.Services.AddSingleton(Store.Doubts);
            host.Services.AddSingleton<ICarrier>(Carrier);
            host.Services.AddSingleton(Store.Calls);
            host.Services.AddSingleton(Store.OldTexts);
            host.Services.AddSingleton<ICarrierCalls>(Calls);
            host.Services.AddSingleton<ISweepStore>(Sweeps);
            host.Services.AddSingleton<ICaseStore>(Cases);
            host.Services.AddSingleton<ICarrierRecords>(Archive);
            host.Services.AddSingleton<ICallList>(CallList);
            host.Services.AddSingleton<IWebhookReplay>(Replays);
            host.Services.AddSingleton<IInstallation>(new FakeInstallation(1));
            host.Services.AddSingleton(Proxied.As<ILineDirectory>((_, _) => Task.FromResult<LineAccess?>(LineAccess.Use)));
            host.Services.AddSingleton(Proxied.As<IRoles>((_, _) => Task.FromResult<Role?>(Role.Owner)));
            host.Services.AddSingleton(Proxied.As<IInboxQueries>((_, _) => throw new NotSupportedException()));
            host.Services.AddSingleton<IRecordingStore>(new FakeRecordingStore());
            host.Services.AddSingleton<IRecordingBook>(new FakeRecordingBook());
            host.Services.AddSingleton<IGreetingFiles>(new FakeGreetingFiles());
            host.Services.AddSingleton(Proxied.As<IMemberPhones>((_, _) => throw new NotSupportedException()));
            host.Services.AddSingleton<FeedLog>();
            host.Services.AddHostedService(provider => provider.GetRequiredService<FeedLog>());
            more?.Invoke(host.Services);
        });
        _cluster = builder.Build();
    }

    public FakeConversationStore Store { get; } = new();

    public FakeOrphanStore Orphans { get; }

    public FakeCarrier Carrier { get; } = new();

    public FakeCarrierCalls Calls { get; } = new();

    public FakeSweepStore Sweeps { get; }

    public FakeCaseStore Cases { get; }

    public CarrierArchive Archive { get; } = new();

    public FakeCallList CallList { get; } = new();

    public FakeReplays Replays { get; } = new();

    internal ImmutableArray<FeedLog> Feeds => [.. Services.Select(services => services.GetRequiredService<FeedLog>())];

    internal IServiceProvider ServicesOf(int silo) => Services.ElementAt(silo);

    private IEnumerable<IServiceProvider> Services => _cluster.Silos.Select(silo => _cluster.GetSiloServiceProvider(silo.SiloAddress));

    public virtual async ValueTask InitializeAsync() => await _cluster.DeployAsync(TestContext.Current.CancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The conversation as a caller on every silo in turn sees it, asked by a member of its line.</summary>
    public IConversationGrain Conversation(ConversationId id, int caller = 0)
    {
        CallerContext.Set(new(Some.User, Role.Member));
        var silos = Services.ToList();
        return silos[caller % silos.Count].GetRequiredService<IGrainFactory>().GetGrain<IConversationGrain>(id.Value);
    }

    public IConversationCalls CallsOf(ConversationId id) => Services.First().GetRequiredService<IGrainFactory>().Calls(id);

    internal ILineGrain LineOf(string line) => Services.First().GetRequiredService<IGrainFactory>().GetGrain<ILineGrain>(LineKey.For(line));

    internal IOrphans OrphansOn(int silo) => Services.ElementAt(silo).GetRequiredService<IOrphans>();

    internal Task LookForOrphans() => Services.First().GetRequiredService<IGrainFactory>().GetGrain<IOrphanClockGrain>(OrphanClockGrain.Key).Start();
    internal ILineSweepGrain SweepOf(string line) => Services.First().GetRequiredService<IGrainFactory>().GetGrain<ILineSweepGrain>(SweepKey.For(line));

    internal ConversationId Between(string line, string contact) => Services.First().GetRequiredService<IConversationIds>().For(line, contact);

    internal IOutboxClockGrain Clock => Services.First().GetRequiredService<IGrainFactory>().GetGrain<IOutboxClockGrain>(OutboxClockGrain.Key);

    public async Task KillLastSilo() => await _cluster.KillSiloAsync(_cluster.Silos[^1]);

    private static void NoticeTheDeadQuickly(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromMilliseconds(500);
        membership.MinProbeTimeout = TimeSpan.FromMilliseconds(500);
        membership.NumMissedProbesLimit = 3;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(2);
    }
}
