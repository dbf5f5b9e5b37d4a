using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Live;

/// <summary>
/// The way to one silo: a bounded queue and one awaited batch at a time, which gives order, back-pressure and batching.
/// What does not fit or does not arrive leaves a hole in the numbering, which the receiver sees.
/// </summary>
internal sealed partial class FeedOutlet(Guid publisher, string destination, Func<FeedBatch, Task> push, TimeProvider time, ILogger logger)
{
    private const int QueueLength = 20_000;
    private const int MostPerBatch = 256;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private readonly Channel<Offered> _queue = Channel.CreateBounded<Offered>(new BoundedChannelOptions(QueueLength) { SingleReader = true });

    private long _sequence;
    private int _overflowed;

    public void Offer(ConversationChange change)
    {
        if (!_queue.Writer.TryWrite(new(change, FeedTrace.Here)))
        {
            Volatile.Write(ref _overflowed, 1);
        }
    }

    public async Task Run(CancellationToken cancellation)
    {
        // The first batch is empty: the receiver learns where this publisher's numbering starts.
        for (var changes = new List<Offered>(); !cancellation.IsCancellationRequested; changes.Clear())
        {
            while (changes.Count < MostPerBatch && _queue.Reader.TryRead(out var change))
            {
                changes.Add(change);
            }

            await Push(changes);
            await WaitForMore(cancellation);
        }
    }

    private async Task Push(List<Offered> changes)
    {
        if (Interlocked.Exchange(ref _overflowed, 0) == 1)
        {
            LogOverflow(logger, destination);
            FeedMeasures.Overflow();
            _sequence++;
        }

        if (changes.Count > 0)
        {
            _sequence++;
        }

        try
        {
            await push(new(publisher, _sequence, [.. changes.Select(offered => offered.Change)], Traces(changes)));
        }
        catch (Exception fault)
        {
            // The receiver is slow or gone: its screens load again on the hole in the numbering, or went with it.
            LogNotPushed(logger, fault, destination);
            FeedMeasures.Lost();
        }
    }

    private async Task WaitForMore(CancellationToken cancellation)
    {
        if (_queue.Reader.Count > 0)
        {
            return;
        }

        using var heartbeat = new CancellationTokenSource(Heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(heartbeat.Token, cancellation);
        try
        {
            await _queue.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time for a heartbeat, or the end.
        }
    }

    private static ImmutableArray<string?> Traces(List<Offered> changes) =>
        changes.Exists(offered => offered.Trace is not null) ? [.. changes.Select(offered => offered.Trace)] : [];

    private readonly record struct Offered(ConversationChange Change, string? Trace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes for {Destination} came faster than it takes them; its screens load again.")]
    private static partial void LogOverflow(ILogger logger, string destination);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Changes could not be pushed to {Destination}.")]
    private static partial void LogNotPushed(ILogger logger, Exception fault, string destination);
}
