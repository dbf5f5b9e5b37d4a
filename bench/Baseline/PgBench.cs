using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Baseline;

/// <summary>The same messages written by Postgres's own load generator: what the database could do if there were no product.</summary>
internal sealed partial class PgBench(Server server, BenchOptions options)
{
    private const int SeededMessages = 10; // as seed.sql has it

    private readonly int _own = Math.Max(1, options.Conversations / options.Connections);

    /// <param name="script">Name of a built-in script.</param>
    public async Task<PgBenchRun> Run(string script, CancellationToken cancellation)
    {
        await server.Main.Execute("create database baseline", cancellation);
        await using var baseline = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.Main.ConnectionString) { Database = "baseline", Pooling = false });
        await Seed(baseline, cancellation);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Resource.Text(script), cancellation);
            var before = ProcessTree.CpuOf(server.Postmaster);
            var output = await Drive(file, cancellation);
            var cpu = ProcessTree.CpuOf(server.Postmaster) - before;
            var transactions = Number(Transactions(), output);
            await Check(baseline, transactions, cancellation);
            return new(Number(PerSecond(), output), cpu.TotalMicroseconds / transactions);
        }
        finally
        {
            File.Delete(file);
            await server.Main.Execute("drop database baseline with (force)", CancellationToken.None);
        }
    }

    private async Task Seed(NpgsqlDataSource baseline, CancellationToken cancellation)
    {
        foreach (var script in Resource.Names("schema/"))
        {
            await Execute(baseline, Resource.Text(script), cancellation);
        }

        var conversations = (_own * options.Connections).ToString(CultureInfo.InvariantCulture);
        await Execute(baseline, Resource.Text("seed.sql").Replace("$1", conversations, StringComparison.Ordinal), cancellation);
        await Execute(baseline, "vacuum analyze", cancellation);
        await Execute(baseline, "checkpoint", cancellation);
    }

    private async Task<string> Drive(string file, CancellationToken cancellation)
    {
        var address = new NpgsqlConnectionStringBuilder(server.Main.ConnectionString);
        var start = new ProcessStartInfo(Path.Combine(server.Programs, "pgbench"))
        {
            ArgumentList =
            {
                "--no-vacuum", "--protocol=prepared", $"--client={options.Connections}", "--jobs=2", $"--time={(int)options.Window.TotalSeconds}",
                $"--file={file}", "--define=i=-1", $"--define=own={_own}",
                $"--host={address.Host}", $"--port={address.Port}", $"--username={address.Username}", "baseline",
            },
            Environment = { ["PGPASSWORD"] = address.Password, ["PGSSLMODE"] = "disable", ["LC_ALL"] = "C" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var pgbench = Process.Start(start)!;
        var output = pgbench.StandardOutput.ReadToEndAsync(cancellation);
        var errors = pgbench.StandardError.ReadToEndAsync(cancellation);
        await pgbench.WaitForExitAsync(cancellation);
        return pgbench.ExitCode == 0 ? await output : throw new BenchException($"pgbench failed: {await errors}");
    }

    private async Task Check(NpgsqlDataSource baseline, double transactions, CancellationToken cancellation)
    {
        await using var stored = baseline.CreateCommand("select count(*) from sms_messages");
        await using var wrong = baseline.CreateCommand(Resource.Text("product/counts.sql"));
        var seeded = _own * options.Connections * SeededMessages;
        if (await stored.ExecuteScalarAsync(cancellation) is not long count || count - seeded != (long)transactions || await wrong.ExecuteScalarAsync(cancellation) is not 0L)
        {
            throw new BenchException("pgbench's conversations do not add up: it did not do what it is compared for.");
        }
    }

    private static async Task Execute(NpgsqlDataSource database, string sql, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static double Number(Regex pattern, string output) => pattern.Match(output) is { Success: true } match
        ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : throw new BenchException($"pgbench said something else than expected: {output}");

    [GeneratedRegex(@"number of transactions actually processed: (\d+)")]
    private static partial Regex Transactions();

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex PerSecond();
}

/// <summary>What pgbench reached.</summary>
/// <param name="Postgres">Processor microseconds of the server per message.</param>
internal sealed record PgBenchRun(double PerSecond, double Postgres);
