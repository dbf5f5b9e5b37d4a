namespace OrleansSms.TwilioSimulator.Accounts;

/// <summary>An account or subaccount of the simulated carrier.</summary>
internal sealed class Account(string sid, string token, DateTimeOffset created)
{
    private int _requestsInFlight;

    public string Sid { get; } = sid;
    public DateTimeOffset Created { get; } = created;
    public string Token { get; set; } = token;
    public string? SecondaryToken { get; set; }
    public string? TestSid { get; set; }
    public string? TestToken { get; set; }
    public string FriendlyName { get; set; } = "";
    public string Status { get; set; } = "active";
    public string Type { get; set; } = "Full";
    public string? OwnerSid { get; set; }
    public string Balance { get; set; } = "100.00";
    public HashSet<string> VerifiedNumbers { get; } = [];

    /// <summary>ISO codes of the countries that may be texted; null means all.</summary>
    public HashSet<string>? EnabledCountries { get; set; }

    public bool IsTrial => Type == "Trial";

    public int RequestsInFlight => Volatile.Read(ref _requestsInFlight);

    public int Enter() => Interlocked.Increment(ref _requestsInFlight);

    public void Leave() => Interlocked.Decrement(ref _requestsInFlight);
}

internal sealed record ApiKey(string Sid, string Secret, string AccountSid, bool IsMain);
