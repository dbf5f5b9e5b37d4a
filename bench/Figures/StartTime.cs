using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Load;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Figures;

/// <summary>From the start of the process to its first acknowledged webhook; the database is there and full.</summary>
internal static class StartTime
{
    private const int Starts = 5;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static async Task<Figure> Measure(SiloProcess silo, World world, int stored, CancellationToken cancellation)
    {
        Findings.Progress("Starting again and again…");
        var took = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            await silo.Stop();
            var traffic = world.InboundFromAnyone();
            var request = new RequestBuffer();
            traffic.Write(request);
            var began = Stopwatch.GetTimestamp();
            silo.Launch();
            await Acknowledged(world.Contestant, traffic, request, began, cancellation);
            took.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            world.Whole.Expect(Receipts.Of([traffic]));
        }

        return Figure.Most(
            "P12", $"start of the process to the first acknowledged webhook, {stored.ToString("N0", CultureInfo.InvariantCulture)} conversations stored, the middle of {Starts}",
            1.5, Median.Of(took), "s");
    }

    /// <summary>The carrier's own way: the same webhook again until it is taken.</summary>
    private static async Task Acknowledged(Contestant contestant, ITraffic traffic, RequestBuffer request, long began, CancellationToken cancellation)
    {
        while (!await Try(contestant, traffic, request, cancellation))
        {
            if (Stopwatch.GetElapsedTime(began) > Longest)
            {
                throw new BenchException("The silo takes no webhook after its start.");
            }

            await Task.Delay(BetweenTries, TimeProvider.System, cancellation);
        }
    }

    private static async Task<bool> Try(Contestant contestant, ITraffic traffic, RequestBuffer request, CancellationToken cancellation)
    {
        try
        {
            using var connection = new Connection();
            await connection.Open(contestant.Address, cancellation);
            var (status, body) = await connection.Exchange(request.Written, cancellation);
            return traffic.Take(status, body.Span);
        }
        catch (SocketException)
        {
            return false; // not listening yet
        }
    }
}
