using OrleansSms.Calls;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Calls;

/// <summary>A reminder, because it must tick whichever silos live: calls go on at the carrier when the silo that looked after them is gone.</summary>
[GrainType("call-clock")]
internal sealed class CallClockGrain(ICallStore calls) : Grain, ICallClockGrain, IRemindable
{
    public const string Key = "calls/clock";

    // The shortest period reminders allow.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder("calls", Period, Period);
        await WakeLines();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => WakeLines();

    private async Task WakeLines()
    {
        foreach (var line in await calls.LinesWithOpenCalls(CancellationToken.None))
        {
            await GrainFactory.GetGrain<ILineCallsGrain>(LineKey.For(line)).Wake();
        }
    }
}
