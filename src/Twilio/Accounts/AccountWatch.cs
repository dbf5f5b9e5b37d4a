using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Accounts;

/// <summary>Keeps the directory as new as the vault: read before the doors open, and again whenever any silo wrote.</summary>
internal sealed partial class AccountWatch(AccountDirectory directory, ICarrierVault vault, TimeProvider time, ILogger<AccountWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    // One word is enough: what is read afterwards has every change before it.
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await directory.Reload(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var told = vault.Subscribe(() => _changed.Writer.TryWrite(true));
        // What was written between the first reading and the subscription was told to nobody.
        _changed.Writer.TryWrite(true);
        while (await _changed.Reader.ReadAsync(stoppingToken))
        {
            try
            {
                await directory.Reload(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // A hosted service that throws would stop the host; what is in memory is still the best there is.
                LogOld(logger, fault);
                await Task.Delay(Again, time, stoppingToken);
                _changed.Writer.TryWrite(true);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Carrier accounts that changed cannot be read; until they can, they stay as they were")]
    private static partial void LogOld(ILogger logger, Exception fault);
}
