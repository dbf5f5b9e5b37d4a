using OrleansSms.Bench.Baseline;
using OrleansSms.Bench.Checks;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Report;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench;

/// <summary>One run: everything is started, every scenario measured and checked.</summary>
internal sealed class Session(BenchOptions options, IReadOnlyList<Scenario> scenarios)
{
    private bool _allRight = true;

    /// <returns>Whether everything that was acknowledged was stored exactly once.</returns>
    public async Task<bool> Run(CancellationToken cancellation)
    {
        Progress("Starting Postgres, the carrier simulator and the silo…");
        await using var product = await Product.Start(options.Connections, cancellation);
        var (sameSql, oneStatement) = options.Baseline ? await Baseline(product.Database, cancellation) : (null, null);

        Progress("Filling conversations…");
        var world = new World(product, options);
        await world.Fill(cancellation);
        var table = new Table(Console.Out, sameSql, oneStatement);
        table.Begin();
        foreach (var scenario in scenarios)
        {
            if (scenario.NeedsSent)
            {
                Progress("Sending messages to be reported on…");
                await world.SendSome(cancellation);
            }

            Progress($"{scenario.Title}…");
            await Measure(scenario, product, world, table, cancellation);
        }

        foreach (var complaint in product.Complaints.GroupBy(line => line).Take(10))
        {
            Progress($"The silo logged {complaint.Count()} × {complaint.Key}");
        }

        return _allRight;
    }

    private async Task Measure(Scenario scenario, Product product, World world, Table table, CancellationToken cancellation)
    {
        var before = await ExactlyOnce.Before(product.Database, cancellation);
        await product.Database.Execute("vacuum analyze", cancellation);
        await product.Database.Execute("checkpoint", cancellation);
        List<ITraffic> traffic = [.. Enumerable.Range(0, options.Connections).Select(_ => scenario.Traffic(world))];
        var measured = await new ClosedLoop(product.Silo, product.Cpu).Run(traffic, options.WarmUp, options.Window, cancellation);
        var wrong = await before.Check(Receipts.Of(traffic), cancellation);
        table.Row(scenario, measured, wrong.Count == 0);
        foreach (var sentence in wrong)
        {
            Wrong(sentence);
        }

        if (measured.Refused > 0)
        {
            Wrong($"{measured.Refused} requests were not taken; the first answer: {measured.FirstRefusal}");
        }

        if (measured.Latencies.Count == 0)
        {
            Wrong("nothing was left to measure after the warm-up; with status callbacks, raise --messages");
        }
    }

    private async Task<(PgBenchRun SameSql, PgBenchRun OneStatement)> Baseline(Database database, CancellationToken cancellation)
    {
        Progress("pgbench…");
        var pgbench = new PgBench(database, options);
        return (await pgbench.Run("same_sql.pgbench", cancellation), await pgbench.Run("one_statement.pgbench", cancellation));
    }

    private void Wrong(string sentence)
    {
        _allRight = false;
        Console.Error.WriteLine($"WRONG: {sentence}");
    }

    private static void Progress(string sentence) => Console.Error.WriteLine(sentence);
}
