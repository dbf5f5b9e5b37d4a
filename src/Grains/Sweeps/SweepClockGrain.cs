using Microsoft.Extensions.Options;
using OrleansSms.Grains.Ports;
using OrleansSms.Sweeps;

namespace OrleansSms.Grains.Sweeps;

/// <summary>A reminder, because it must tick whichever silos live. A line that is being swept ignores it.</summary>
[GrainType("sweep-clock")]
internal sealed class SweepClockGrain(ISweepStore store, IOptions<SweepOptions> options, TimeProvider time) : Grain, ISweepClockGrain, IRemindable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder("sweeps", Period, Period);
        // A silo comes up: perhaps none was there for a while, and nobody could tell us anything.
        await store.Hurry(SweepPass.Inbound, time.Now(), CancellationToken.None);
        await store.Hurry(SweepPass.Calls, time.Now(), CancellationToken.None);
        await WakeLines();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => WakeLines();

    private async Task WakeLines()
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        foreach (var line in await store.DueLines(time.Now(), CancellationToken.None))
        {
            await GrainFactory.GetGrain<ILineSweepGrain>(SweepKey.For(line)).Wake();
        }
    }
}
