using OrleansSms.Tray;

namespace OrleansSms.Grains.Tray;

/// <summary>A reminder, because it must tick whichever silos live.</summary>
[GrainType("orphan-clock")]
internal sealed class OrphanClockGrain(Adoption adoption, TrayRetention retention, TimeProvider time) : Grain, IOrphanClockGrain, IRemindable
{
    public const string Key = "orphans/clock";

    // The shortest period reminders allow. An empty table is read in no time.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromMinutes(10);

    private DateTimeOffset _forgetAt;

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder("orphans", Period, Period);
        await adoption.All(time.Now());
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await adoption.All(time.Now());
        if (time.Now() is var now && now >= _forgetAt)
        {
            _forgetAt = now + ForgetEvery;
            await retention.Look(now, CancellationToken.None);
        }
    }
}
