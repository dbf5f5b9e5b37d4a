using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OrleansSms.Postgres.Tests;

/// <summary>A log to wait on: a test goes on when the line it expects is written.</summary>
internal sealed class Lines<T> : ILogger<T>
{
    private readonly Channel<string> _written = Channel.CreateUnbounded<string>();

    public async Task<string> Next(string part, CancellationToken cancellation)
    {
        await foreach (var line in _written.Reader.ReadAllAsync(cancellation))
        {
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException("The log ended.");
    }

    public IReadOnlyList<string> SoFar()
    {
        var lines = new List<string>();
        while (_written.Reader.TryRead(out var line))
        {
            lines.Add(line);
        }

        return lines;
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _written.Writer.TryWrite($"{logLevel}: {formatter(state, exception)}");

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
}
