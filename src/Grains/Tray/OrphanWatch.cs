using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Live;

namespace OrleansSms.Grains.Tray;

/// <summary>
/// Orphans that came to this host lately, watched for on its feed, so that they need not wait for the clock. Nothing hangs
/// on it: what it misses, the clock finds. With no orphan about, a change costs one look at an empty set.
/// </summary>
internal sealed partial class OrphanWatch(IChangeFeed feed, Adoption adoption, TimeProvider time, ILogger<OrphanWatch> logger) : IHostedService, IDisposable
{
    private const int Most = 10_000;
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _awaited = new(StringComparer.Ordinal);
    private IDisposable? _following;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _following = feed.Subscribe(Look);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _following?.Dispose();

    public void Await(string messageSid)
    {
        if (_awaited.Count >= Most)
        {
            Forget();
        }

        if (_awaited.Count < Most)
        {
            _awaited[messageSid] = time.GetUtcNow();
        }
    }

    public async Task Adopt(string messageSid)
    {
        _awaited.TryRemove(messageSid, out _);
        try
        {
            await adoption.Of(messageSid);
        }
        catch (Exception fault)
        {
            // The orphans are on disk, and the clock comes again.
            LogLater(logger, fault);
        }
    }

    private void Look(ConversationChange? change)
    {
        if (!_awaited.IsEmpty && change?.Message?.MessageSid is { } sid && _awaited.ContainsKey(sid))
        {
            // The feed's thread only hands over.
            _ = Task.Run(() => Adopt(sid));
        }
    }

    private void Forget()
    {
        var before = time.GetUtcNow() - Lately;
        foreach (var (sid, at) in _awaited)
        {
            if (at < before)
            {
                _awaited.TryRemove(sid, out _);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Orphans could not be read; the clock will.")]
    private static partial void LogLater(ILogger logger, Exception fault);
}
