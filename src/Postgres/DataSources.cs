using Microsoft.Extensions.Configuration;
using Npgsql;

namespace OrleansSms.Postgres;

/// <summary>Pools of their own on one database: a storm of requests must starve neither commits nor the cluster's heartbeats.</summary>
internal static class DataSources
{
    /// <summary>Signed in as the connection string says: the owner of the tables, for the schema alone.</summary>
    public const string Owner = "owner";

    public const string Cluster = "cluster";
    public const string Commits = "commits";

    /// <summary>What is asked on behalf of a member: may only read, and sees what that member may see.</summary>
    public const string Members = "members";

    /// <summary>Searches on behalf of members: few at a time, and none for long.</summary>
    public const string Search = "search";

    /// <summary>What puts new entries into the index of searches.</summary>
    public const string SearchIndex = "search-index";

    private const string Requests = "requests";

    // Below the grain call's time-out, so that a caller sees the real error.
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 8;
    private const int PreparedStatements = 60;
    // One is kept for listening to changes; the heartbeats have the others to themselves.
    private const int ClusterConnections = 5;
    private const int CommitConnections = 4;
    private const int OwnerConnections = 2;

    private const int SearchConnections = 4;
    private const int SearchSeconds = 2;
    private const int IndexConnections = 2;

    // A silo that vanished without a word says nothing to its connections either: what it held is free again within a minute.
    private const string LetGoOfTheVanished = """
        set idle_in_transaction_session_timeout = '60s';
        set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3
        """;

    // Roles of sql/010_roles.sql.
    private const string AsService = $"set role orleanssms_service; {LetGoOfTheVanished}";
    private const string AsUser = $"set role orleanssms_user; {LetGoOfTheVanished}";

    // The one statement of commits joins a handful of rows with large tables, by key. Its plan is made once, and must be that
    // one also while the tables are still small.
    private const string PlanByKey = """
        set plan_cache_mode = force_generic_plan; set random_page_cost = 0.1; set jit = off;
        set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set enable_material = off
        """;

    public static NpgsqlDataSource ForRequests(IConfiguration configuration) => Told(Settings(configuration), Requests, AsService);

    public static NpgsqlDataSource ForMembers(IConfiguration configuration) => ForMembers(Settings(configuration));

    public static NpgsqlDataSource ForSchema(IConfiguration configuration) => Told(Few(configuration, OwnerConnections), Owner, LetGoOfTheVanished);

    public static NpgsqlDataSource ForCluster(IConfiguration configuration) => Told(Few(configuration, ClusterConnections), Cluster, AsService);

    public static NpgsqlDataSource ForCommits(IConfiguration configuration) => PlannedByKey(Few(configuration, CommitConnections));

    public static NpgsqlDataSource ForSearch(IConfiguration configuration) => ForSearch(Few(configuration, SearchConnections));

    /// <summary>Who finds all connections taken waits no longer for one than a search may take.</summary>
    public static NpgsqlDataSource ForSearch(NpgsqlConnectionStringBuilder settings)
    {
        settings.Timeout = SearchSeconds;
        return Told(settings, Search, $"{AsUser}; set statement_timeout = '{SearchSeconds}s'; set jit = off; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off");
    }

    public static NpgsqlDataSource ForSearchIndex(IConfiguration configuration) => ForSearchIndex(Few(configuration, IndexConnections));

    /// <summary>What was not on disk yet when the server died is in the queue again.</summary>
    public static NpgsqlDataSource ForSearchIndex(NpgsqlConnectionStringBuilder settings) =>
        Told(settings, SearchIndex, $"{AsService}; set synchronous_commit = off; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off");

    /// <summary>As silos ask, of any database.</summary>
    public static NpgsqlDataSource ForService(string connectionString) => Told(new(connectionString), Requests, AsService);

    /// <summary>For questions in the name of members, to any database.</summary>
    public static NpgsqlDataSource ForMembers(string connectionString) => ForMembers(new NpgsqlConnectionStringBuilder(connectionString));

    // Somebody waits for each of these, and compiling one takes longer than answering it.
    private static NpgsqlDataSource ForMembers(NpgsqlConnectionStringBuilder settings) => Told(settings, Members, $"{AsUser}; set jit = off");

    public static NpgsqlDataSource PlannedByKey(NpgsqlConnectionStringBuilder settings)
    {
        settings.MaxAutoPrepare = PreparedStatements;
        settings.AutoPrepareMinUsages = 1;
        return Told(settings, Commits, $"{AsService}; {PlanByKey}");
    }

    /// <summary>What a connection is told at its beginning has to stay, so nothing may put it in order in between.</summary>
    private static NpgsqlDataSource Told(NpgsqlConnectionStringBuilder settings, string name, string sql)
    {
        settings.NoResetOnClose = true;
        var builder = Named(settings, name);
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(sql, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync();
            });
        return builder.Build();
    }

    /// <summary>Metrics name a pool like this; else they would show the connection string.</summary>
    private static NpgsqlDataSourceBuilder Named(NpgsqlConnectionStringBuilder settings, string name) => new(settings.ConnectionString) { Name = name };

    private static NpgsqlConnectionStringBuilder Few(IConfiguration configuration, int connections)
    {
        var settings = Settings(configuration);
        settings.MaxPoolSize = connections;
        settings.MinPoolSize = 0;
        return settings;
    }

    private static NpgsqlConnectionStringBuilder Settings(IConfiguration configuration)
    {
        var given = new NpgsqlConnectionStringBuilder(configuration[PostgresSetup.ConnectionStringKey] ?? throw new SettingException(
            "ConnectionStrings__Postgres is not set. Outside Development a database has to be named."));
        var settings = new NpgsqlConnectionStringBuilder(given.ConnectionString) { ApplicationName = given.ApplicationName ?? "OrleansSms" };
        Default(given, settings, "Timeout", () => settings.Timeout = ConnectSeconds);
        Default(given, settings, "Command Timeout", () => settings.CommandTimeout = CommandSeconds);
        Default(given, settings, "Max Auto Prepare", () => settings.MaxAutoPrepare = PreparedStatements);
        if (settings.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            // The one that takes writes, wherever it has moved to. What only reads asks there too: a standby may be behind what a member was just shown.
            Default(given, settings, "Target Session Attributes", () => settings.TargetSessionAttributes = "primary");
        }

        return settings;
    }

    private static void Default(NpgsqlConnectionStringBuilder given, NpgsqlConnectionStringBuilder settings, string key, Action set)
    {
        if (!given.ShouldSerialize(key))
        {
            set();
        }
    }
}
