using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;

namespace OrleansSms.Grains.Lines;

/// <summary>
/// What this silo has at the carrier at the moment. It outlives the line's activation, and a stopping host waits for it
/// while conversations can still take the answers: they are all there is to tell what the carrier did.
/// </summary>
internal sealed partial class Postings(
    LinePost post, PostTrace trace, IGrainFactory grains, TimeProvider time, ILogger<Postings> logger) : IHostedService
{
    private readonly ConcurrentDictionary<Guid, Posting> _running = [];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _pauses = [];
    private volatile bool _closed;

    /// <summary>False: the host stops and nothing new goes out.</summary>
    public bool IsOpen => !_closed;

    public int Count(string line) => _running.Values.Count(posting => posting.Line == line);

    /// <summary>How long the line has to keep quiet, because the carrier lets nobody in.</summary>
    public TimeSpan Pause(string line) =>
        _pauses.TryGetValue(line, out var until) && until - time.Now() is var pause && pause > TimeSpan.Zero ? pause : TimeSpan.Zero;

    public bool IsRunning(Guid messageId) => _running.ContainsKey(messageId);

    public void Start(string line, OutboxItem item)
    {
        var posting = new Posting(line, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _running[item.MessageId] = posting;
        LineMeasures.Posts(item, time.Now());
        _ = Task.Run(() => Run(item, posting));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _closed = true;
        FaultPoint.Reach("stopping.draining");
        await Task.WhenAll(_running.Values.Select(posting => posting.Done.Task)).WaitAsync(cancellationToken);
    }

    private async Task Run(OutboxItem item, Posting posting)
    {
        using var span = PostTrace.Begin(item);
        try
        {
            if (await post.Send(item) is { } pause)
            {
                _pauses[posting.Line] = time.Now() + pause;
            }
            else
            {
                _pauses.TryRemove(posting.Line, out _);
            }

            FaultPoint.Reach("sender.reported");
        }
        catch (Exception fault)
        {
            // The top of this background work. Not reported: the claim runs out and the message becomes in doubt, never sent twice.
            LogUnreported(logger, fault, item.MessageId);
        }

        trace.Link(span, item.MessageId);
        _running.TryRemove(item.MessageId, out _);
        posting.Done.SetResult();
        if (!_closed)
        {
            await grains.GetGrain<ILineGrain>(LineKey.For(posting.Line)).Wake();
        }
    }

    private sealed record Posting(string Line, TaskCompletionSource Done);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outcome of posting message {MessageId} could not be stored.")]
    private static partial void LogUnreported(ILogger logger, Exception fault, Guid messageId);
}
