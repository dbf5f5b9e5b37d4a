using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansSms.Conversations;
using OrleansSms.Lines;
using OrleansSms.Live;

namespace OrleansSms.Grains.Lines;

/// <inheritdoc cref="ILineQueues"/>
internal sealed partial class LineQueues(IGrainFactory grains, IChangeFeed feed, TimeProvider time, ILogger<LineQueues> logger) : ILineQueues, IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Question> _asked = [];
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Watched> _watched = [];
    private IDisposable? _following;

    public Task<LineBacklog> Of(string line)
    {
        // One question for all who ask within a second, also while it is on its way.
        var now = time.Now();
        return _asked.AddOrUpdate(line, Ask, (_, last) => now - last.At < Between ? last : Ask(line)).Answer.Value;

        Question Ask(string number) => new(now, new(() => grains.GetGrain<ILineGrain>(LineKey.For(number)).Queue()));
    }

    public IDisposable Watch(string line, Action<LineBacklog> handler)
    {
        Watched watched;
        lock (_gate)
        {
            _following ??= feed.Subscribe(Hear);
            if (!_watched.TryGetValue(line, out watched!))
            {
                _watched[line] = watched = new(line);
            }

            watched.Handlers = watched.Handlers.Add(handler);
        }

        Look(watched);
        return new Subscription(() =>
        {
            lock (_gate)
            {
                watched.Handlers = watched.Handlers.Remove(handler);
                if (watched.Handlers.IsEmpty && _watched.GetValueOrDefault(line) == watched)
                {
                    _watched.Remove(line);
                }
            }
        });
    }

    public void Dispose() => _following?.Dispose();

    // Runs on the feed's thread, so it only hands over. A queue that was empty begins with somebody's text.
    private void Hear(ConversationChange? change)
    {
        Watched[] concerned;
        lock (_gate)
        {
            concerned = change is null ? [.. _watched.Values]
                : change.Outbox == OutboxStep.Enter && _watched.TryGetValue(change.Head.Line, out var watched) ? [watched] : [];
        }

        foreach (var watched in concerned)
        {
            Look(watched);
        }
    }

    private void Look(Watched watched)
    {
        lock (_gate)
        {
            watched.Again = true;
            if (watched.Looking)
            {
                return;
            }

            watched.Looking = true;
        }

        _ = Task.Run(() => LookOn(watched));
    }

    private async Task LookOn(Watched watched)
    {
        LineBacklog? told = null;
        while (Goes(watched, told))
        {
            try
            {
                var queue = await Of(watched.Line);
                foreach (var handler in watched.Handlers)
                {
                    handler(queue);
                }

                told = queue;
            }
            catch (Exception fault)
            {
                // The top of this background work: screens keep what they know, and the next look tells them more.
                LogNotKnown(logger, fault);
            }

            await Task.Delay(Between, time);
        }
    }

    /// <summary>As long as somebody looks and something waits, or may wait.</summary>
    private bool Goes(Watched watched, LineBacklog? told)
    {
        lock (_gate)
        {
            watched.Looking = !watched.Handlers.IsEmpty && (watched.Again || told is null or { Texts: > 0 });
            watched.Again = false;
            return watched.Looking;
        }
    }

    private sealed record Question(DateTimeOffset At, Lazy<Task<LineBacklog>> Answer);

    private sealed class Watched(string line)
    {
        public string Line => line;

        public ImmutableList<Action<LineBacklog>> Handlers { get; set; } = [];

        public bool Looking { get; set; }

        public bool Again { get; set; }
    }

    [LoggerMessage(LogLevel.Warning, "What waits on a line could not be asked.")]
    private static partial void LogNotKnown(ILogger logger, Exception fault);
}
