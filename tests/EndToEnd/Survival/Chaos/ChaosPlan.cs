using System.Globalization;

namespace OrleansSms.EndToEnd.Survival.Chaos;

/// <summary>How long it goes on: in short a few deaths; <c>CHAOS_MINUTES</c>, which <c>bench/chaos.sh</c> sets: so many minutes.</summary>
internal static class ChaosPlan
{
    public const int Silos = 3;

    private static readonly string? Asked = Environment.GetEnvironmentVariable("CHAOS_MINUTES");

    public static TimeSpan Length { get; } = Asked is { Length: > 0 }
        ? TimeSpan.FromMinutes(double.Parse(Asked, CultureInfo.InvariantCulture))
        : TimeSpan.FromSeconds(12);

    public static TimeSpan BetweenKills { get; } = TimeSpan.FromSeconds(4);

    /// <summary>Nothing new is begun while so much waits to be taken: what is tried is dying, not load.</summary>
    public const int MostOpen = 150;

    /// <summary>What the carrier does wrong meanwhile, each at its probability.</summary>
    public static IReadOnlyList<object> Faults { get; } =
    [
        new { effect = "timeoutAfterExecute", path = "/Messages.json", method = "POST", probability = 0.02 },
        new { effect = "resetAfterExecute", path = "/Messages.json", method = "POST", probability = 0.02 },
        new { effect = "malformedJson", path = "/Messages.json", method = "POST", probability = 0.02 },
        new { effect = "truncatedBody", path = "/Messages.json", method = "POST", probability = 0.02 },
        new { effect = "connectRefused", path = "/Messages.json", method = "POST", probability = 0.02 },
        new { effect = "status", code = 500, execute = true, path = "/Messages.json", method = "POST", probability = 0.02 },
        new { effect = "status", code = 503, path = "/Messages.json", method = "POST", probability = 0.02 },
        new { effect = "status", code = 429, retryAfter = 1, path = "/Messages.json", method = "POST", probability = 0.03 },
        new { effect = "slow", ms = 10_000, path = "/Messages.json", probability = 0.05 },
        new { effect = "resetAfterExecute", path = "/Calls.json", method = "POST", probability = 0.05 },
        new { effect = "callbackLost", probability = 0.1 },
        new { effect = "callbackDuplicate", probability = 0.1 },
        new { effect = "callbackReorder", probability = 0.1 },
        new { effect = "callbackBeforeResponse", probability = 0.1 },
        new { effect = "badSignature", probability = 0.02 },
        new { effect = "extraFields", fields = new Dictionary<string, string> { ["Surprise"] = "yes" }, probability = 0.1 },
        new { effect = "dropInbound", probability = 0.05 },
        new { effect = "listLag", seconds = 30 },
    ];
}
