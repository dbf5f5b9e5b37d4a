namespace OrleansSms.Lines;

/// <summary>The cluster's one clock for outboxes: wakes lines whose sender went away with its silo. Keyed <c>outbox/clock</c>.</summary>
[Alias("sms.IOutboxClockGrain")]
public interface IOutboxClockGrain : IGrainWithStringKey
{
    /// <summary>Starts the clock (again: nothing) and looks at once.</summary>
    Task Start();
}
