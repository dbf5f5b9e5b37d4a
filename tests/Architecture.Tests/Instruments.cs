using System.Text.RegularExpressions;

namespace OrleansSms.Architecture.Tests;

/// <summary>What the sources measure, by the names that Prometheus gives it.</summary>
internal static partial class Instruments
{
    /// <summary>What is measured by what we stand on; a test of the silo reads most of it from a running one.</summary>
    public static readonly string[] Foreign =
    [
        "up", "http_server_request_duration_seconds_bucket", "http_server_request_duration_seconds_count",
        "aspnetcore_rate_limiting_active_request_leases", "aspnetcore_rate_limiting_queued_requests", "aspnetcore_components_circuit_connected", "aspnetcore_components_circuit_active", "orleans_catalog_activations",
        "db_client_connection_count", "db_client_connection_max", "db_client_connection_npgsql_pending_requests", "db_client_connection_npgsql_timeouts_total",
        "dotnet_gc_last_collection_heap_size_bytes", "dotnet_process_cpu_time_seconds_total",
    ];

    public static IReadOnlySet<string> Ours { get; } = Tree.Sources("src")
        .SelectMany(source => Created().Matches(string.Join('\n', Tree.Lines(source)))).SelectMany(Names).ToHashSet();

    private static IEnumerable<string> Names(Match created)
    {
        var name = created.Groups["name"].Value.Replace('.', '_') + (created.Groups["unit"].Value == "s" ? "_seconds" : "");
        return created.Groups["kind"].Value switch
        {
            "Counter" => [name + "_total"],
            "Histogram" => [name + "_bucket", name + "_sum", name + "_count"],
            _ => [name],
        };
    }

    [GeneratedRegex("""Create(?<kind>Counter|Histogram|Gauge)(?:<\w+>)?\(\s*"(?<name>[a-z_.]+)"(?:,\s*"(?<unit>[^"]*)")?""")]
    private static partial Regex Created();
}
