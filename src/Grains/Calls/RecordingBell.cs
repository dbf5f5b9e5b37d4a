using Microsoft.Extensions.Logging;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Calls;

/// <summary>Has a recording fetched as soon as it is known, not with the next tick of the clock.</summary>
internal sealed partial class RecordingBell(IGrainFactory grains, ILogger<RecordingBell> logger)
{
    /// <summary>Call after the commit. Does not wait.</summary>
    public void Poke() => _ = Task.Run(Wake);

    private async Task Wake()
    {
        try
        {
            await grains.GetGrain<IRecordingClockGrain>(RecordingClockGrain.Key).Wake();
        }
        catch (Exception fault)
        {
            // Nobody awaits this. What is due is found by the clock itself.
            LogNotWoken(logger, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock of the recordings could not be woken.")]
    private static partial void LogNotWoken(ILogger logger, Exception fault);
}
