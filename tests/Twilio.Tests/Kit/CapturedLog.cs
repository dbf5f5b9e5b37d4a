using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansSms.Twilio.Tests.Kit;

/// <summary>Everything that is logged, at every level, with exceptions and scopes' texts.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<LogLevel> Levels { get; } = new();

    /// <summary>Done when a line with this in it is logged.</summary>
    public (string Part, TaskCompletionSource Seen)? Awaited { get; set; }

    public string All => string.Join('\n', Lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Lines.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Lines.Enqueue($"{formatter(state, exception)} {exception}");
        Levels.Enqueue(logLevel);
        if (Awaited is { } awaited && formatter(state, exception).Contains(awaited.Part, StringComparison.Ordinal))
        {
            awaited.Seen.TrySetResult();
        }
    }

    public void Dispose()
    {
    }
}
