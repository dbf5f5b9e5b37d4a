using System.Globalization;
using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Load;

namespace OrleansSms.Bench.Partition;

/// <summary>What docs/capacity.md says of one Postgres that is not enough, tried: parts in one server, and several servers.</summary>
internal sealed class Partitioning(BenchOptions options)
{
    private static readonly int[] ServerCounts = [2, 4];

    /// <returns>True; whatever is wrong is thrown.</returns>
    public async Task<bool> Run(CancellationToken cancellation)
    {
        await using var stage = new PartitionStage(options);
        var forms = await Forms(stage, cancellation);
        try
        {
            Console.WriteLine("| work | form | per s | p50 ms | p95 ms | Postgres µs | × plain by Postgres' time | × plain by p50 |");
            Console.WriteLine("| --- | --- | --: | --: | --: | --: | --: | --: |");
            foreach (var question in Question.All(stage.Plan, stage.Member, options.Connections))
            {
                await Measure(question, forms, cancellation);
            }

            await new Upkeep(Console.Out).Measure(forms, cancellation);
        }
        finally
        {
            foreach (var shard in forms.SelectMany(form => form.Shards))
            {
                await shard.DisposeAsync();
            }
        }

        return true;
    }

    private async Task<List<Form>> Forms(PartitionStage stage, CancellationToken cancellation)
    {
        Findings.Progress($"Filling {stage.Plan.Conversations:N0} conversations with {stage.Plan.Messages} texts each…");
        var server = await stage.Start(cancellation);
        var plain = await stage.Plain(server, cancellation);
        var forms = new List<Form> { new("plain", [new(server, plain)], stage.Conversations, []) };
        foreach (var parts in options.Parts)
        {
            Findings.Progress($"Cutting them into {parts} parts…");
            var database = await PartitionStage.Parted(server, plain, parts, cancellation);
            forms.Add(new($"{parts} parts", [new(server, database)], stage.Conversations, []));
            var own = await database.Read("select id from part_00.conversations", row => row.GetGuid(0), cancellation);
            forms.Add(new($"one of {parts} parts, addressed", [new(server, database, "part_00")], own, forms[^1].Heads, "part_00"));
        }

        foreach (var count in ServerCounts)
        {
            Findings.Progress($"Dealing them out to {count} servers…");
            forms.Add(new($"{count} servers", await stage.Servers(plain, count, cancellation), stage.Conversations, []));
        }

        foreach (var database in forms.SelectMany(form => form.Shards).Select(shard => shard.Database).Distinct())
        {
            await database.Execute("vacuum analyze", cancellation);
        }

        return forms;
    }

    private async Task Measure(Question question, List<Form> forms, CancellationToken cancellation)
    {
        Findings.Progress($"{question.Title}…");
        List<Form> asked = [.. forms.Where(form => form.Part is null || question.IsOfOne)];
        foreach (var server in forms.SelectMany(form => form.Shards).Select(shard => shard.Server).Distinct())
        {
            await server.Main.Execute("checkpoint", cancellation);
        }

        var windows = asked.ConvertAll(_ => new List<Measured>());
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var i = 0; i < asked.Count; i++)
            {
                windows[i].Add(await AskingLoop.Run(asked[i], question, options.WarmUp, options.Window, cancellation));
            }
        }

        var turns = asked.Select((form, i) => new Turns(form.Name, windows[i], true)).ToList();
        foreach (var one in turns)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {(one == turns[0] ? question.Title : "")} | {one.Name} | {one.PerSecond:N1} | {one.Milliseconds(0.5):F2} | {one.Milliseconds(0.95):F2} | {one.Postgres:N0} | {one.Against(turns[0], window => window.MicrosecondsEach(window.Cpu.Postgres)):F2} | {one.Against(turns[0], window => window.Latencies.Milliseconds(0.5)):F2} |"));
        }
    }
}
