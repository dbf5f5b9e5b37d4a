using Microsoft.Extensions.Options;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;

namespace OrleansSms.Grains.Lines;

/// <summary>A reminder, because it must tick whichever silos live: it finds senders that died with theirs.</summary>
[GrainType("outbox-clock")]
internal sealed class OutboxClockGrain(IOutbox outbox, IDoubts doubts, IOptions<LineOptions> options, TimeProvider time) : Grain, IOutboxClockGrain, IRemindable
{
    public const string Key = "outbox/clock";

    // The shortest period reminders allow; a living sender never needs it.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder("outbox", Period, Period);
        await WakeLines();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => WakeLines();

    private async Task WakeLines()
    {
        foreach (var line in await outbox.LinesWithWork(time.Now(), CancellationToken.None))
        {
            await GrainFactory.GetGrain<ILineGrain>(LineKey.For(line)).Wake();
        }

        foreach (var line in await doubts.LinesToLookUp(time.Now(), options.Value.LookUps[0], CancellationToken.None))
        {
            await GrainFactory.GetGrain<ILineChecksGrain>(LineKey.For(line)).Wake();
        }
    }
}
