using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OrleansSms.Grains.Presence;

/// <summary>
/// The way to one silo: what changed at once, one awaited batch at a time, and all of it again every few seconds. What is
/// lost between is right again then, so nothing is numbered.
/// </summary>
internal sealed partial class PresenceOutlet(
    Guid publisher, string destination, Func<ImmutableArray<PresenceSeat>> all, Func<PresenceNews, Task> push, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Restated = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Dictionary<Guid, PresenceSeat> _changed = [];

    /// <summary>Of a seat that changes faster than the receiver takes it, only the last is told.</summary>
    public void Offer(PresenceSeat seat)
    {
        lock (_gate)
        {
            _changed[seat.Id] = seat;
        }

        _wake.Writer.TryWrite(true);
    }

    public async Task Run(CancellationToken cancellation)
    {
        long? restatedAt = null;
        for (var some = false; !cancellation.IsCancellationRequested; await Wait(cancellation))
        {
            var whole = restatedAt is not { } at || time.GetElapsedTime(at) >= Restated;
            var seats = Take(whole);
            if (whole)
            {
                restatedAt = time.GetTimestamp();
            }

            // A silo without seats needs no lease: it is silent after it said so once.
            if (!seats.IsEmpty || (whole && some))
            {
                await Push(new(publisher, seats, whole));
            }

            some = !seats.IsEmpty || (some && !whole);
        }
    }

    private ImmutableArray<PresenceSeat> Take(bool whole)
    {
        lock (_gate)
        {
            var changed = _changed;
            _changed = [];
            return whole ? all() : [.. changed.Values];
        }
    }

    private async Task Push(PresenceNews news)
    {
        try
        {
            await push(news);
        }
        catch (Exception fault)
        {
            // The receiver is slow or gone: it hears everything again, or needs nothing any more.
            LogNotPushed(logger, fault, destination);
        }
    }

    private async Task Wait(CancellationToken cancellation)
    {
        using var pause = new CancellationTokenSource(Restated, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellation);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to say everything again, or the end.
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Who is where could not be told to {Destination}.")]
    private static partial void LogNotPushed(ILogger logger, Exception fault, string destination);
}
