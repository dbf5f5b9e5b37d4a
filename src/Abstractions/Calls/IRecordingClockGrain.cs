namespace OrleansSms.Calls;

/// <summary>The cluster's one clock for recordings: has them fetched, and deleted when their time is over. Keyed <c>recordings/clock</c>.</summary>
[Alias("sms.IRecordingClockGrain")]
public interface IRecordingClockGrain : IGrainWithStringKey
{
    /// <summary>Starts the clock (again: nothing) and looks at once.</summary>
    Task Start();

    /// <summary>Something may be due. Returns at once: nobody waits for the carrier.</summary>
    Task Wake();
}
