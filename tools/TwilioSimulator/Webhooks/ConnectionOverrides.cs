using System.Globalization;

namespace OrleansSms.TwilioSimulator.Webhooks;

/// <summary>Time limits and retries of one delivery, from the fragment of the webhook's address.</summary>
internal sealed record ConnectionOverrides
{
    private static readonly string[] Policies = ["4xx", "5xx", "ct", "rt", "all"];

    public TimeSpan Connect { get; private init; } = TimeSpan.FromMilliseconds(5000);
    public TimeSpan Read { get; private init; } = TimeSpan.FromMilliseconds(15_000);
    public TimeSpan Total { get; private init; } = TimeSpan.FromMilliseconds(15_000);
    public int Retries { get; private init; } = 1;
    public IReadOnlyList<string> RetryOn { get; private init; } = ["ct"];
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    public bool Covers(FailureKind failure) => RetryOn.Contains("all") || RetryOn.Contains(failure switch
    {
        FailureKind.Connect => "ct",
        FailureKind.Read => "rt",
        FailureKind.ClientError => "4xx",
        FailureKind.ServerError => "5xx",
        _ => "",
    });

    public static ConnectionOverrides Parse(string fragment)
    {
        var result = new ConnectionOverrides();
        foreach (var pair in fragment.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            result = result.With(parts[0], Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : ""));
        }

        return result;
    }

    private ConnectionOverrides With(string key, string value) => key switch
    {
        "ct" when Between(value, 100, 10_000) is { } ms => this with { Connect = TimeSpan.FromMilliseconds(ms) },
        "rt" when Between(value, 100, 15_000) is { } ms => this with { Read = TimeSpan.FromMilliseconds(ms) },
        "tt" when Between(value, 100, 15_000) is { } ms => this with { Total = TimeSpan.FromMilliseconds(ms) },
        "rc" when Between(value, 0, 5) is { } count => this with { Retries = count },
        "rp" when value.Split(',') is var kinds && kinds.All(Policies.Contains) => this with { RetryOn = kinds },
        "sni" when value is "y" or "n" => this,
        "e" => this,
        _ => this with { Warnings = [.. Warnings, $"11243: invalid connection override '{key}={value}'"] },
    };

    private static int? Between(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null;
}

/// <summary>How an attempt ended, as the retry policy sees it.</summary>
internal enum FailureKind
{
    None,
    Connect,
    Read,
    ClientError,
    ServerError,
    Other,
}
