namespace OrleansSms.Sweeps;

/// <summary>The cluster's one clock for sweeps: wakes the lines whose sweep is due. Keyed <c>sweep/clock</c>.</summary>
[Alias("sms.ISweepClockGrain")]
public interface ISweepClockGrain : IGrainWithStringKey
{
    /// <summary>Starts the clock (again: nothing) and looks at once.</summary>
    Task Start();
}
