using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansSms.Postgres.Outbox;

/// <summary>Tells what waits in the database, as long as somebody measures. Every silo tells the same, which is that of the whole cluster.</summary>
internal sealed partial class BacklogWatch(NpgsqlDataSource database, TimeProvider time, ILogger<BacklogWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private static readonly Gauge<long> Texts = Measures.Meter.CreateGauge<long>("outbox.messages", "{message}", "Texts in the outbox whose time has come, by state");
    private static readonly Gauge<double> Oldest = Measures.Meter.CreateGauge<double>("outbox.oldest_age", "s", "Age of the oldest of them, by state");
    private static readonly Gauge<long> Calls = Measures.Meter.CreateGauge<long>("call.under_way", "{call}", "Calls that have not ended");
    private static readonly Gauge<long> Tray = Measures.Meter.CreateGauge<long>("tray.open", "{webhook}", "Webhooks in the tray that nobody settled");
    private static readonly Gauge<double> ReadAt = Measures.Meter.CreateGauge<double>("backlog.read_time", "s", "When these were last read, as a Unix time");

    private static readonly KeyValuePair<string, object?> Waiting = new("state", "waiting");
    private static readonly KeyValuePair<string, object?> Posting = new("state", "posting");
    private static readonly KeyValuePair<string, object?> InDoubt = new("state", "in_doubt");

    /// <summary>Once, now.</summary>
    public async Task Tell(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var backlog = await Backlog.Read(database, now, cancellation);
        Texts.Record(backlog.Waiting, Waiting);
        Texts.Record(backlog.Posting, Posting);
        Texts.Record(backlog.InDoubt, InDoubt);
        Oldest.Record(Age(backlog.WaitingSince, now), Waiting);
        Oldest.Record(Age(backlog.InDoubtSince, now), InDoubt);
        Calls.Record(backlog.Calls);
        Tray.Record(backlog.Tray);
        ReadAt.Record(now.ToUnixTimeMilliseconds() / 1000.0);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await TryTell(stoppingToken);
            }
            while (await clock.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryTell(CancellationToken stopping)
    {
        if (!Texts.Enabled)
        {
            return;
        }

        try
        {
            await Tell(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            // A hosted service that throws would stop the host. The figures stay as they were, and tell how old they are.
            LogNotRead(logger, fault);
        }
    }

    private static double Age(DateTimeOffset? since, DateTimeOffset now) => since is { } then && now > then ? (now - then).TotalSeconds : 0;

    [LoggerMessage(Level = LogLevel.Warning, Message = "What waits in the database could not be read for the metrics; the next look makes up for it.")]
    private static partial void LogNotRead(ILogger logger, Exception fault);
}
