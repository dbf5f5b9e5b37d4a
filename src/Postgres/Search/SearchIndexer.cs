using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansSms.Postgres.Search;

/// <summary>Keeps the index a moment behind what is stored. Under a flood it lags rather than take the machine from it.</summary>
internal sealed partial class SearchIndexer(SearchIndex index, TimeProvider time, ILogger<SearchIndexer> logger) : BackgroundService
{
    private const int Batch = 500;

    // After a full batch it rests this many times as long as the batch took.
    private const int Rest = 4;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Idle;
            try
            {
                var started = time.GetTimestamp();
                if (await index.Step(Batch, stoppingToken) == Batch)
                {
                    pause = Rest * time.GetElapsedTime(started);
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A hosted service that throws would stop the host; what waits stays in the queue.
                LogStuck(logger, fault);
                pause = AfterFault;
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "New messages cannot be made searchable for the moment; it is tried again.")]
    private static partial void LogStuck(ILogger logger, Exception fault);
}
