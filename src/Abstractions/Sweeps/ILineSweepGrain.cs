using Orleans.Concurrency;

namespace OrleansSms.Sweeps;

/// <summary>Asks the carrier what a line missed and adds it; one at a time in the whole cluster. Keyed <c>sweep/{number in base64url}</c>.</summary>
[Alias("sms.ILineSweepGrain")]
public interface ILineSweepGrain : IGrainWithStringKey
{
    /// <summary>Something may be due. Nobody waits for the carrier.</summary>
    [OneWay]
    Task Wake();
}
