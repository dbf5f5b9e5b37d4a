using System.Diagnostics;
using System.Net;
using System.Threading.Channels;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Load;

/// <summary>
/// An open loop: requests are due at a steady pace and their time runs from then, also while they wait for a free connection.
/// A server that stalls is charged for everybody who would have come meanwhile.
/// </summary>
/// <param name="patience">How long a request waits for a free connection, where more is asked than can be done: then being told to come again is an answer too. Null: as long as it takes.</param>
internal sealed class PacedLoop(IPEndPoint server, Func<CpuTimes> cpu, Pace pace, TimeSpan? patience = null)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(1);

    private readonly Channel<long> _due = Channel.CreateUnbounded<long>(new() { SingleWriter = true });
    private readonly Refusals _refusals = new();
    private (long From, long End) _window;
    private int _toldToComeAgain;
    private int _neverAsked;

    public async Task<Measured> Run(IReadOnlyList<ITraffic> traffic, TimeSpan warmUp, TimeSpan window, CancellationToken cancellation)
    {
        var latencies = traffic.Select(_ => new List<long>()).ToList();
        using var connections = await Connections.Open(server, traffic.Count, cancellation);
        var began = Stopwatch.GetTimestamp();
        var from = began + Ticks(warmUp);
        _window = (from, from + Ticks(window));
        var asking = traffic.Select((one, i) => Task.Run(() => Ask(connections[i], one, latencies[i], cancellation), cancellation)).ToList();

        var next = await Release(0, began, warmUp, cancellation);
        var cpuBefore = cpu();
        await Release(next, began, warmUp + window, cancellation);
        var used = cpu() - cpuBefore;
        _due.Writer.Complete();
        await Task.WhenAll(asking);
        return new(new(latencies), window, used, _refusals.Count, _refusals.First) { Excess = new(_toldToComeAgain, _neverAsked) };
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

    private async Task Ask(Connection connection, ITraffic traffic, List<long> latencies, CancellationToken cancellation)
    {
        var request = new RequestBuffer();
        await foreach (var due in _due.Reader.ReadAllAsync(cancellation))
        {
            if (patience is { } longest && Stopwatch.GetElapsedTime(due) > longest)
            {
                Count(ref _neverAsked, due);
                continue;
            }

            request.Clear();
            traffic.Write(request);
            var (status, body) = await connection.Exchange(request.Written, cancellation);
            var took = Stopwatch.GetTimestamp() - due;
            if (traffic.Take(status, body.Span))
            {
                if (IsOfWindow(due))
                {
                    latencies.Add(took);
                }
            }
            else if (patience is not null && connection.IsToldToComeAgain)
            {
                Count(ref _toldToComeAgain, due);
            }
            else
            {
                _refusals.Add(status, body.Span);
            }
        }
    }

    /// <summary>A steady load is that which was due in the window. Of one that is too much it matters what the window saw of it.</summary>
    private bool IsOfWindow(long due) => patience is null ? due >= _window.From : Stopwatch.GetTimestamp() is var now && now >= _window.From && now < _window.End;

    private void Count(ref int counter, long due)
    {
        if (IsOfWindow(due))
        {
            Interlocked.Increment(ref counter);
        }
    }
}
