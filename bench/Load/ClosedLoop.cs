using System.Diagnostics;
using System.Net;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Load;

/// <summary>A number of connections, each asking again as soon as it is answered: some seconds to warm up, then the window.</summary>
internal sealed class ClosedLoop(IPEndPoint server, Func<CpuTimes> cpu)
{
    private readonly Refusals _refusals = new();
    private long _from = long.MaxValue;
    private volatile bool _stopped;

    /// <param name="window">Null: until the traffic has nothing left.</param>
    public async Task<Measured> Run(IReadOnlyList<ITraffic> traffic, TimeSpan warmUp, TimeSpan? window, CancellationToken cancellation)
    {
        var latencies = traffic.Select(_ => new List<long>(16 * 1024)).ToList();
        using var connections = await Connections.Open(server, traffic.Count, cancellation);
        var exhausted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = traffic.Select((one, i) => Task.Run(() => Ask(connections[i], one, latencies[i], exhausted, cancellation), cancellation)).ToList();
        var over = Task.WhenAny(Task.WhenAll(asking), exhausted.Task);

        await Task.WhenAny(over, Task.Delay(warmUp, TimeProvider.System, cancellation));
        var (cpuBefore, from) = (cpu(), Stopwatch.GetTimestamp());
        Volatile.Write(ref _from, from);
        await Task.WhenAny(over, Task.Delay(window ?? Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation));
        _stopped = true;
        var (length, used) = (Stopwatch.GetElapsedTime(from), cpu() - cpuBefore);
        await Task.WhenAll(asking);
        return new(new(latencies), length, used, _refusals.Count, _refusals.First);
    }

    private async Task Ask(Connection connection, ITraffic traffic, List<long> latencies, TaskCompletionSource exhausted, CancellationToken cancellation)
    {
        var request = new RequestBuffer();
        while (!_stopped)
        {
            request.Clear();
            if (!traffic.Write(request))
            {
                exhausted.TrySetResult();
                return;
            }

            var began = Stopwatch.GetTimestamp();
            var (status, body) = await connection.Exchange(request.Written, cancellation);
            var took = Stopwatch.GetTimestamp() - began;
            if (!traffic.Take(status, body.Span))
            {
                _refusals.Add(status, body.Span);
            }
            else if (!_stopped && began + took >= Volatile.Read(ref _from))
            {
                latencies.Add(took);
            }
        }
    }
}
