using System.Globalization;
using OrleansSms.Bench.Seed;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Figures;

/// <summary>What activated conversations cost in memory: those that were written to, and those that were also read.</summary>
internal sealed class ActivatedMemory(BenchOptions options)
{
    private const int Kibi = 1024;
    private const int Written = 100_000;
    private const int EntriesEach = 50;

    private static readonly string Body = string.Concat(Enumerable.Repeat("Twelve chars", 10));

    /// <summary>Conversations with a full page to keep.</summary>
    public SeedPlan ToBeRead { get; } = new(Kinds.ToBeRead, 10_000, EntriesEach, Body: Body);

    public async Task<IReadOnlyList<Figure>> Measure(SiloProcess silo, World world, CancellationToken cancellation)
    {
        Findings.Progress("Activating conversations…");
        await silo.Stop();
        await silo.Start(cancellation);
        // What a first request of each kind builds up once is no conversation's.
        await world.Wake(options.Connections, cancellation);
        var before = await Memory.Of(silo.Pid, cancellation);

        var written = new SeedPlan(Kinds.Background, Math.Min(Written, options.Load - world.Plan.Conversations), options.LoadMessages);
        await world.WriteToEach(written, options.Connections, cancellation);
        var afterWriting = await Memory.Of(silo.Pid, cancellation);

        await world.ReadEach(ToBeRead, options.Connections, cancellation);
        var afterReading = await Memory.Of(silo.Pid, cancellation);

        var name = written.Conversations.ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            Figure.Most("P9", $"memory of each of {name} activated conversations that were written to", 4, (afterWriting.Heap - before.Heap) / (double)written.Conversations / Kibi, "KiB"),
            Figure.Most("P9", $"of each with {EntriesEach} cached entries of {Body.Length} characters", 20, (afterReading.Heap - afterWriting.Heap) / (double)ToBeRead.Conversations / Kibi, "KiB"),
            Figure.Most("P9", $"the silo's resident memory with {name} activated", 1024, afterWriting.Resident / (double)(Kibi * Kibi), "MiB"),
        ];
    }
}
