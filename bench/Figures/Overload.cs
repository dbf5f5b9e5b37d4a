using System.Globalization;
using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Figures;

/// <summary>Three times as much as can be done: what is still taken of it, what becomes of the rest, and whether all is well right after it.</summary>
internal sealed class Overload(Scene scene, Contest contest, BenchOptions options)
{
    private const int Times = 3;
    private const int Callers = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<Figure> _figures = [];
    private readonly List<Reading> _readings = [];

    public IReadOnlyList<Reading> Readings => _readings;

    public async Task<IReadOnlyList<Figure>> Measure(World world, Action<Demand, IReadOnlyList<Turns>> print, CancellationToken cancellation)
    {
        await scene.Server.Main.Execute("checkpoint", cancellation);
        using (Cores.Divide(world.Contestant.Pid(), scene.Server.Postmaster))
        {
            await Flood("inbound webhooks", world, world.InboundFromAnyone, print, cancellation);
            await Flood("sends over the API", world, world.SendToAnyone, print, cancellation);
        }

        return _figures;
    }

    private async Task Flood(string what, World world, Func<ITraffic> traffic, Action<Demand, IReadOnlyList<Turns>> print, CancellationToken cancellation)
    {
        Findings.Progress($"{Times} times as many {what} as can be done…");
        var usual = new Demand($"{what}, as many as can be done");
        var lane = new Lane("before", world, traffic);
        List<Measured> before = [], during = [], after = [];
        var (right, resident) = (true, 0L);
        for (var round = 0; round < options.Rounds; round++)
        {
            before.Add(await Window(usual, lane));
            var resting = Memory.ResidentOf(world.Contestant.Pid());
            var pace = (int)(Times * before[^1].PerSecond);
            during.Add(await Window(new($"{what}, {Count(pace)} each second", Callers, pace) { Patience = Patience }, lane with { Name = "overload" }));
            resident = Math.Max(resident, Memory.ResidentOf(world.Contestant.Pid()) - resting);
            after.Add(await Window(usual, lane with { Name = "after" }));
        }

        Turns[] turns = [new("before", before, right), new($"{Times} times as many", during, right), new("right after", after, right)];
        print(usual, turns);
        _figures.Add(Figure.Least("P15", $"{what}, {Times} times as many as can be done: taken each second against as many as can be done", 0.8, turns[1].Against(turns[0], one => one.PerSecond)));
        _figures.Add(Figure.Least("P15", $"the same, right after it", 0.9, turns[2].Against(turns[0], one => one.PerSecond)));
        _readings.Add(Reading.Once($"{what}, overload: told to come again", turns[1].Middle(one => one.Excess.ToldToComeAgain / one.Window.TotalSeconds), "each second"));
        _readings.Add(Reading.Once($"{what}, overload: gave up waiting for one of {Count(Callers)} connections", turns[1].Middle(one => one.Excess.NeverAsked / one.Window.TotalSeconds), "each second"));
        _readings.Add(Reading.Once($"{what}, overload: what was taken, from when it was due, p50", turns[1].Milliseconds(0.5), "ms"));
        _readings.Add(Reading.Once($"{what}, overload: the same, p99", turns[1].Milliseconds(0.99), "ms"));
        _readings.Add(Reading.Once($"{what}, overload: resident memory of the silo grew by at most", resident / 1024.0 / 1024, "MiB"));

        async Task<Measured> Window(Demand demand, Lane one)
        {
            var (measured, exactlyOnce) = await contest.Window(demand, one, cancellation);
            right &= exactlyOnce;
            return measured;
        }
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
