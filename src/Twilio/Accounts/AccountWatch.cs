using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Accounts;

/// <summary>Keeps the directory as new as the vault: read before the doors open, and again whenever any silo wrote.</summary>
internal sealed partial class AccountWatch(AccountDirectory directory, ICarrierVault vault, TimeProvider time, ILogger<AccountWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await directory.Reload(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await vault.Listen(() => directory.Reload(stoppingToken), stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A hosted service that throws would stop the host; what is in memory is still the best there is.
                LogDeaf(logger, fault);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Again, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Changes of carrier accounts cannot be listened to; until they can, the accounts stay as they were")]
    private static partial void LogDeaf(ILogger logger, Exception fault);
}
