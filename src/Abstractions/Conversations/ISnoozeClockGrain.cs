namespace OrleansSms.Conversations;

/// <summary>The cluster's one clock for snoozes: wakes the conversations whose time has come. Keyed <c>snoozes/clock</c>.</summary>
[Alias("sms.ISnoozeClockGrain")]
public interface ISnoozeClockGrain : IGrainWithStringKey
{
    /// <summary>Starts the clock (again: nothing) and looks at once.</summary>
    Task Start();
}
