namespace OrleansSms.Conversations;

/// <summary>The cluster's one clock for texts: has their words deleted when their time is over. Keyed <c>texts/clock</c>.</summary>
[Alias("sms.ITextClockGrain")]
public interface ITextClockGrain : IGrainWithStringKey
{
    /// <summary>Starts the clock (again: nothing) and looks at once. Returns at once: nobody waits for what it finds.</summary>
    Task Start();
}
