using System.Security.Cryptography;
using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Figures;

/// <summary>What being watched costs: the same silo with metrics, with a few traces and with all of them, in turns with one that nobody watches.</summary>
internal sealed class Watching(Scene scene, Contest contest, BenchOptions options)
{
    private const int Conversations = 2000;

    private readonly List<(SiloProcess Silo, World World)> _watched = [];

    public IEnumerable<World> Worlds => _watched.Select(one => one.World);

    public async Task<IReadOnlyList<Figure>> Measure(Action<Demand, IReadOnlyList<Turns>> print, CancellationToken cancellation)
    {
        await using var collector = Collector.Start();
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        Lane[] lanes =
        [
            await Lane("nothing watched", new(), cancellation),
            await Lane("metrics for Prometheus", new() { ["Telemetry__PrometheusToken"] = token }, cancellation),
            await Lane("metrics, logs and one trace of a hundred by OTLP", Sent(collector, "0.01"), cancellation),
            await Lane("metrics, logs and every trace by OTLP", Sent(collector, "1"), cancellation),
        ];
        var demand = new Demand("inbound webhook, watched");
        var turns = await contest.Run(demand, lanes, cancellation);
        print(demand, turns);
        if (collector.Taken == 0)
        {
            throw new BenchException("No telemetry came to its collector.");
        }

        foreach (var (silo, _) in _watched)
        {
            await silo.Stop();
        }

        return
        [
            Figure.Most("P17", "cost of an inbound webhook with metrics for Prometheus against without", 1.1, turns[1].Against(turns[0], Turns.CostOf)),
            Figure.Most("P17", "the same with metrics, logs and one trace of a hundred by OTLP", 1.2, turns[2].Against(turns[0], Turns.CostOf)),
            Figure.Most("P17", "the same with every trace", 2, turns[3].Against(turns[0], Turns.CostOf)),
        ];
    }

    private static Dictionary<string, string> Sent(Collector collector, string ratio) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["Telemetry__SampleRatio"] = ratio,
    };

    private async Task<Lane> Lane(string name, Dictionary<string, string> settings, CancellationToken cancellation)
    {
        Findings.Progress($"Starting a silo: {name}…");
        var silo = await scene.Silo(await scene.Server.Create($"watched_{_watched.Count}", cancellation), cancellation, settings);
        var world = new World(silo.Contestant, Conversations);
        await world.Fill(cancellation);
        await world.Wake(options.Connections, cancellation);
        await world.Rehearse(options.Connections, options.Rehearsal, cancellation);
        _watched.Add((silo, world));
        return new(name, world, world.InboundFromAnyone);
    }
}
