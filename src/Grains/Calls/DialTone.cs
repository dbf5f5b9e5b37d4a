using Microsoft.Extensions.Logging;
using OrleansSms.Calls;
using OrleansSms.Grains.Lines;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Grains.Calls;

/// <summary>Wakes whoever looks after a line's calls.</summary>
internal sealed partial class DialTone(IGrainFactory grains, ILogger<DialTone> logger)
{
    /// <summary>Call after the commit. Does not wait.</summary>
    public void Ring(string line) => _ = Task.Run(() => Wake(line));

    private async Task Wake(string line)
    {
        try
        {
            await grains.GetGrain<ILineCallsGrain>(LineKey.For(line)).Wake();
        }
        catch (Exception fault)
        {
            // Nobody awaits this. What waits is found by the clock of calls within a minute.
            LogNotWoken(logger, fault, PhoneNumber.Mask(line));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whoever looks after the calls of line {Line} could not be woken.")]
    private static partial void LogNotWoken(ILogger logger, Exception fault, string line);
}
