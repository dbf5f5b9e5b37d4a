using OrleansSms.Tray;

namespace OrleansSms.Grains.Tray;

/// <summary>A reminder, because it must tick whichever silos live.</summary>
[GrainType("orphan-clock")]
internal sealed class OrphanClockGrain(Adoption adoption, TimeProvider time) : Grain, IOrphanClockGrain, IRemindable
{
    public const string Key = "orphans/clock";

    // The shortest period reminders allow. An empty table is read in no time.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder("orphans", Period, Period);
        await adoption.All(time.Now());
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => adoption.All(time.Now());
}
