using Orleans.Concurrency;

namespace OrleansSms.Lines;

/// <summary>Asks the carrier's records what became of a line's messages in doubt, beside its sender. Keyed <c>line/{number in base64url}</c>.</summary>
[Alias("sms.ILineChecksGrain")]
public interface ILineChecksGrain : IGrainWithStringKey
{
    /// <summary>Something may be in doubt. Nobody waits for the carrier.</summary>
    [OneWay]
    Task Wake();
}
