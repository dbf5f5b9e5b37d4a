using Microsoft.Extensions.Configuration;
using Npgsql;

namespace OrleansSms.Postgres;

/// <summary>Pools of their own on one database: a storm of requests must starve neither commits nor the cluster's heartbeats.</summary>
internal static class DataSources
{
    public const string Cluster = "cluster";
    public const string Commits = "commits";

    // Below the grain call's time-out, so that a caller sees the real error.
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 8;
    private const int PreparedStatements = 60;
    private const int ClusterConnections = 4;
    private const int CommitConnections = 4;

    // The one statement of commits joins a handful of rows with large tables, by key. Its plan is made once, and must be that
    // one also while the tables are still small.
    private const string PlanByKey = """
        set plan_cache_mode = force_generic_plan; set random_page_cost = 0.1; set jit = off;
        set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set enable_material = off
        """;

    public static NpgsqlDataSource ForRequests(IConfiguration configuration) => NpgsqlDataSource.Create(Settings(configuration));

    public static NpgsqlDataSource ForCluster(IConfiguration configuration)
    {
        var settings = Settings(configuration);
        settings.MaxPoolSize = ClusterConnections;
        settings.MinPoolSize = 0;
        return NpgsqlDataSource.Create(settings);
    }

    public static NpgsqlDataSource ForCommits(IConfiguration configuration)
    {
        var settings = Settings(configuration);
        settings.MaxPoolSize = CommitConnections;
        settings.MinPoolSize = 0;
        return PlannedByKey(settings);
    }

    /// <summary>What a connection is told at its beginning has to stay, so nothing may put it in order in between.</summary>
    public static NpgsqlDataSource PlannedByKey(NpgsqlConnectionStringBuilder settings)
    {
        settings.NoResetOnClose = true;
        settings.MaxAutoPrepare = PreparedStatements;
        settings.AutoPrepareMinUsages = 1;
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(PlanByKey, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(PlanByKey, connection);
                await command.ExecuteNonQueryAsync();
            });
        return builder.Build();
    }

    private static NpgsqlConnectionStringBuilder Settings(IConfiguration configuration)
    {
        var given = new NpgsqlConnectionStringBuilder(configuration[PostgresSetup.ConnectionStringKey] ?? throw new SettingException(
            "ConnectionStrings__Postgres is not set. Outside Development a database has to be named."));
        var settings = new NpgsqlConnectionStringBuilder(given.ConnectionString) { ApplicationName = given.ApplicationName ?? "OrleansSms" };
        Default(given, settings, "Timeout", () => settings.Timeout = ConnectSeconds);
        Default(given, settings, "Command Timeout", () => settings.CommandTimeout = CommandSeconds);
        Default(given, settings, "Max Auto Prepare", () => settings.MaxAutoPrepare = PreparedStatements);
        // What is set is set for a transaction and leaves with it, so a connection goes back as it came; putting it in order
        // again would be seven statements before every use.
        Default(given, settings, "No Reset On Close", () => settings.NoResetOnClose = true);
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
