using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Cluster;

/// <summary>One silo on a real database. Its lines send a few texts and then nearly nothing.</summary>
public sealed class RealStore : TestSilos
{
    private readonly QuickPostgresServer _server = new();
    private readonly Database _database;

    public RealStore()
        : this(new Database())
    {
    }

    private RealStore(Database database)
        : base(silos: 1, TimeProvider.System, outbox => outbox, new() { SegmentsPerSecond = 0.01, Burst = 1 }, services => services
            .AddSingleton(database.Ports.Store).AddSingleton(database.Ports.Directory).AddSingleton(database.Ports.Outbox).AddSingleton(database.Ports.Doubts)) => _database = database;

    public NpgsqlDataSource Rows => _database.Open!.DataSource;

    public override async ValueTask InitializeAsync()
    {
        _database.Open = await _server.CreateDatabase();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.Open!.DisposeAsync();
        await _server.DisposeAsync();
    }

    private sealed class Database
    {
        private ConversationPorts? _ports;

        public TestDatabase? Open { get; set; }

        public ConversationPorts Ports => _ports ??= PostgresPorts.On(Open!);
    }
}
