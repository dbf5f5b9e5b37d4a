using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSms.Tray;

namespace OrleansSms.Grains.Tray;

/// <summary>Deletes webhooks that were settled long ago, a few at a time: they hold texts and numbers as they came.</summary>
internal sealed partial class TrayRetention(IWebhookTray tray, IOptions<TrayOptions> options, ILogger<TrayRetention> logger)
{
    private const int AtATime = 500;

    // What is left then comes with the next look: whoever switches this on with years behind them loads the database no more for it.
    private const int MostTimes = 20;

    public async Task Look(DateTimeOffset now, CancellationToken cancellation)
    {
        if (options.Value.KeepSettledDays is not { } days)
        {
            return;
        }

        var (deleted, again) = (0, MostTimes);
        int count;
        do
        {
            count = await tray.Forget(now.AddDays(-days), AtATime, cancellation);
            deleted += count;
        }
        while (count == AtATime && --again > 0);

        if (deleted > 0)
        {
            LogDeleted(logger, deleted, days);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} webhooks that were settled more than {Days} days ago are deleted from the tray.")]
    private static partial void LogDeleted(ILogger logger, int count, int days);
}
