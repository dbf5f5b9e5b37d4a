using System.Collections.Immutable;
using System.Text.RegularExpressions;
using OrleansSms.Grains.Ports;
using OrleansSms.Operations;

namespace OrleansSms.Silo.Operations;

/// <summary>
/// Keeps what this silo warned of lately, once for each thing that is said, however often. What it keeps is little and goes with
/// the process; the log itself is elsewhere.
/// </summary>
internal sealed partial class TroubleLog(TimeProvider time) : ILoggerProvider, ITroubles
{
    private const int Most = 100;
    private const int LongestText = 500;
    private const string Ours = "OrleansSms.";

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Source, string Said), Trouble> _troubles = [];

    public ImmutableArray<Trouble> Newest()
    {
        lock (_gate)
        {
            return [.. _troubles.Values.OrderByDescending(trouble => trouble.LastAt)];
        }
    }

    public ILogger CreateLogger(string categoryName) => new Ear(this, categoryName);

    public void Dispose()
    {
    }

    private void Hear(string source, string said, string text, LogLevel level, Exception? fault)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var before = _troubles.GetValueOrDefault((source, said));
            if (before is null && _troubles.Count == Most)
            {
                _troubles.Remove(_troubles.MinBy(one => one.Value.LastAt).Key);
            }

            _troubles[(source, said)] = new(
                source, Masked(text), fault?.GetType().Name, level >= LogLevel.Error, (before?.Count ?? 0) + 1, before?.FirstAt ?? now, now);
        }
    }

    private static string Masked(string text) =>
        Number().Replace(text.Length > LongestText ? $"{text[..LongestText]}…" : text, number => PhoneNumbers.PhoneNumber.Mask(number.Value));

    [GeneratedRegex(@"\+\d{7,15}")]
    private static partial Regex Number();

    private sealed class Ear(TroubleLog log, string source) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                // What others fill into their sentences may be anything; ours hold no texts and no whole numbers.
                var said = Template(state) ?? eventId.Name ?? eventId.ToString();
                log.Hear(source, said, source.StartsWith(Ours, StringComparison.Ordinal) ? formatter(state, exception) : said, logLevel, exception);
            }
        }

        private static string? Template<TState>(TState state) =>
            (state as IReadOnlyList<KeyValuePair<string, object?>>)?.FirstOrDefault(value => value.Key == "{OriginalFormat}").Value as string;
    }
}
