namespace OrleansSms.Calls;

/// <summary>Deals with the carrier for a line's calls: dials, hangs up, asks about what went quiet. Keyed <c>line/{number in base64url}</c>, as its sender is.</summary>
[Alias("sms.ILineCallsGrain")]
public interface ILineCallsGrain : IGrainWithStringKey
{
    /// <summary>There may be something to do. Returns before it is done.</summary>
    Task Wake();
}

/// <summary>Wakes lines whose calls lost whoever looked after them. Keyed <c>calls/clock</c>.</summary>
[Alias("sms.ICallClockGrain")]
public interface ICallClockGrain : IGrainWithStringKey
{
    Task Start();
}
