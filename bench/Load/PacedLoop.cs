using System.Diagnostics;
using System.Net;
using System.Threading.Channels;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Load;

/// <summary>
/// An open loop: requests are due at a steady pace and their time runs from then, also while they wait for a free connection.
/// A server that stalls is charged for everybody who would have come meanwhile.
/// </summary>
internal sealed class PacedLoop(IPEndPoint server, Func<CpuTimes> cpu, Pace pace)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(1);

    private readonly Channel<long> _due = Channel.CreateUnbounded<long>(new() { SingleWriter = true });
    private readonly Refusals _refusals = new();

    public async Task<Measured> Run(IReadOnlyList<ITraffic> traffic, TimeSpan warmUp, TimeSpan window, CancellationToken cancellation)
    {
        var latencies = traffic.Select(_ => new List<long>()).ToList();
        using var connections = await Connections.Open(server, traffic.Count, cancellation);
        var began = Stopwatch.GetTimestamp();
        var from = began + Ticks(warmUp);
        var asking = traffic.Select((one, i) => Task.Run(() => Ask(connections[i], one, latencies[i], from, cancellation), cancellation)).ToList();

        var next = await Release(0, began, warmUp, cancellation);
        var cpuBefore = cpu();
        await Release(next, began, warmUp + window, cancellation);
        var used = cpu() - cpuBefore;
        _due.Writer.Complete();
        await Task.WhenAll(asking);
        return new(new(latencies), window, used, _refusals.Count, _refusals.First);
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private async Task<long> Release(long next, long began, TimeSpan until, CancellationToken cancellation)
    {
        for (var end = Ticks(until); pace.Due(next) < end; await Task.Delay(Beat, TimeProvider.System, cancellation))
        {
            for (var now = Stopwatch.GetTimestamp() - began; pace.Due(next) <= now && pace.Due(next) < end; next++)
            {
                _due.Writer.TryWrite(began + pace.Due(next));
            }
        }

        return next;
    }

    private async Task Ask(Connection connection, ITraffic traffic, List<long> latencies, long from, CancellationToken cancellation)
    {
        var request = new RequestBuffer();
        await foreach (var due in _due.Reader.ReadAllAsync(cancellation))
        {
            request.Clear();
            traffic.Write(request);
            var (status, body) = await connection.Exchange(request.Written, cancellation);
            var took = Stopwatch.GetTimestamp() - due;
            if (!traffic.Take(status, body.Span))
            {
                _refusals.Add(status, body.Span);
            }
            else if (due >= from)
            {
                latencies.Add(took);
            }
        }
    }
}
