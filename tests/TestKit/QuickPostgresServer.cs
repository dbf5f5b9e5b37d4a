namespace OrleansSms.TestKit;

/// <summary>A Postgres that may forget everything in a power cut: for tests that are not about durability.</summary>
public sealed class QuickPostgresServer() : PostgresServer(Scratch.Create(Prefix), new Dictionary<string, string>
{
    ["fsync"] = "off",
    ["synchronous_commit"] = "off",
    ["full_page_writes"] = "off",
    // Several installations at a time, each with pools of its own.
    ["max_connections"] = "500",
});
