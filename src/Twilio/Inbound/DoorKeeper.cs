using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSms.Tray;

namespace OrleansSms.Twilio.Inbound;

/// <summary>Writes this host's tally into the book every few seconds, and raises the alarm when the carrier is being refused.</summary>
internal sealed partial class DoorKeeper(DoorTally tally, IDoorBook book, TimeProvider time, ILogger<DoorKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private readonly Guid _source = Guid.NewGuid();
    private readonly Dictionary<(string Door, DoorEvent Kind, string Reason), Written> _written = [];
    private DateTimeOffset? _alarmed;
    private DateTimeOffset _pruned;
    private long _streak;

    /// <summary>Brings the book up to date.</summary>
    public async Task Write(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        var changed = tally.Counts.Where(count => Of(count).Total != count.Count).ToList();
        var hours = changed.Select(count => new DoorHour(hour, count with { Count = count.Count - Before(count, hour) })).ToImmutableArray();
        var streak = tally.Streak;
        if (!hours.IsEmpty || streak.Refused > 0 || _streak > 0)
        {
            await book.Write(_source, hours, streak, cancellation);
            _streak = streak.Refused;
            foreach (var count in changed)
            {
                _written[Key(count)] = new(hour, Before(count, hour), count.Count);
            }
        }

        await Alarm(streak, now, cancellation);
        if (now - _pruned > Again)
        {
            await book.Prune(now - Kept, cancellation);
            _pruned = now;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWrite(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(Every, time);
        try
        {
            while (await clock.WaitForNextTickAsync(stoppingToken))
            {
                await TryWrite(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryWrite(CancellationToken cancellation)
    {
        try
        {
            await Write(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // A hosted service that throws would stop the host. The counts are whole numbers: the next writing makes up for this one.
            LogNotWritten(logger, fault);
        }
    }

    private async Task Alarm(DoorStreak streak, DateTimeOffset now, CancellationToken cancellation)
    {
        if (streak.Refused == 0)
        {
            _alarmed = null;
        }
        else if ((_alarmed is null || now - _alarmed > Again) && DoorAlarm.Of(await book.Streaks(cancellation), now) is { } alarm)
        {
            _alarmed = now;
            LogAlarm(logger, alarm.Refused, alarm.Since);
        }
    }

    private Written Of(DoorCount count) => _written.GetValueOrDefault(Key(count));

    /// <summary>How much of a total belongs to earlier hours. What came between two writings belongs to the hour of the second.</summary>
    private long Before(DoorCount count, DateTimeOffset hour) => Of(count) is var written && written.Hour == hour ? written.Before : written.Total;

    private static (string, DoorEvent, string) Key(DoorCount count) => (count.Door, count.Kind, count.Reason);

    private readonly record struct Written(DateTimeOffset Hour, long Before, long Total);

    [LoggerMessage(LogLevel.Error, "Twilio's webhooks are being refused: {Refused} since {Since:u}, none accepted. Check Twilio:AuthToken (or Twilio:SecondaryAuthToken while it is being changed), Twilio:AccountSid and PublicBaseUrl")]
    private static partial void LogAlarm(ILogger logger, long refused, DateTimeOffset since);

    [LoggerMessage(LogLevel.Warning, "The counts of the carrier's doors could not be written; the next writing makes up for it")]
    private static partial void LogNotWritten(ILogger logger, Exception fault);
}
