using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Partition;

/// <summary>What a split is made for: how much there is on a disk, and how long what has to be done now and then takes.</summary>
internal sealed class Upkeep(TextWriter output)
{
    public async Task Measure(IReadOnlyList<Form> forms, CancellationToken cancellation)
    {
        output.WriteLine();
        output.WriteLine("| what is kept up at a time | messages with indexes MB | vacuum s | dump s | restore s |");
        output.WriteLine("| --- | --: | --: | --: | --: |");
        var plain = forms[0].Shards[0];
        await Row("all, plain", plain, null, cancellation);
        foreach (var form in forms.Where(form => form.Shards.Count > 1 || form.Part is not null))
        {
            await Row(form.Part is null ? $"one of {form.Name}" : form.Name, form.Shards[0], form.Part, cancellation);
        }
    }

    private async Task Row(string name, Shard shard, string? part, CancellationToken cancellation)
    {
        var messages = $"{part ?? "public"}.sms_messages";
        var size = await shard.Database.Ask<long>($"select pg_total_relation_size('{messages}')", cancellation);
        var vacuum = await Timed(() => shard.Database.Execute($"vacuum (freeze, disable_page_skipping) {messages}", cancellation));
        var (dump, restore) = part is null ? await Moved(shard, cancellation) : (null, null);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {size / 1e6:F1} | {vacuum:F2} | {dump:F2} | {restore:F2} |"));
    }

    /// <summary>Out of one database and into another, indexes and all.</summary>
    private static async Task<(double? Dump, double? Restore)> Moved(Shard shard, CancellationToken cancellation)
    {
        var file = Path.GetTempFileName();
        try
        {
            var dump = await Timed(() => Tool(shard, "pg_dump", ["--format=custom", $"--file={file}", $"--dbname={Name(shard.Database)}"], cancellation));
            await shard.Server.Main.Execute("create database restored", cancellation);
            try
            {
                return (dump, await Timed(() => Tool(shard, "pg_restore", ["--exit-on-error", "--dbname=restored", file], cancellation)));
            }
            finally
            {
                await shard.Server.Main.Execute("drop database restored with (force)", CancellationToken.None);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Name(Database database) => new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;

    private static async Task Tool(Shard shard, string program, string[] arguments, CancellationToken cancellation)
    {
        var address = new NpgsqlConnectionStringBuilder(shard.Database.ConnectionString);
        var start = new ProcessStartInfo(Path.Combine(shard.Server.Programs, program), arguments)
        {
            Environment =
            {
                ["PGHOST"] = address.Host, ["PGPORT"] = address.Port.ToString(CultureInfo.InvariantCulture), ["PGUSER"] = address.Username,
                ["PGPASSWORD"] = address.Password, ["PGSSLMODE"] = "disable", ["LC_ALL"] = "C",
            },
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var errors = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0)
            {
                throw new BenchException($"{program} failed: {errors}");
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    private static async Task<double> Timed(Func<Task> what)
    {
        var began = Stopwatch.GetTimestamp();
        await what();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
