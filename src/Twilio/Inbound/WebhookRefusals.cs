using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using OrleansSms.Tray;

namespace OrleansSms.Twilio.Inbound;

/// <summary>Counts what is turned away: for a page, and as the metric <c>webhook.refused</c>.</summary>
internal sealed class WebhookRefusals : IWebhookRefusals
{
    public const string Meter = "OrleansSms.Twilio";
    private static readonly TimeSpan Burst = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Door, string Reason), WebhookRefusal> _counts = new();
    private readonly Counter<long> _refused;
    private readonly TimeProvider _time;

    public WebhookRefusals(IMeterFactory meters, TimeProvider time)
    {
        _refused = meters.Create(Meter).CreateCounter<long>("webhook.refused", description: "Webhooks turned away at the door");
        _time = time;
    }

    public ImmutableArray<WebhookRefusal> Counts =>
        [.. _counts.Values.OrderBy(row => row.Door, StringComparer.Ordinal).ThenBy(row => row.Reason, StringComparer.Ordinal)];

    /// <returns>True when it is the first of its kind for a while: worth a line in the log, which a flood is not.</returns>
    public bool Count(string door, string reason)
    {
        _refused.Add(1, new("door", door), new("reason", reason));
        var now = _time.GetUtcNow();
        var isFirst = !_counts.TryGetValue((door, reason), out var before) || now - before.LastAt > Burst;
        _counts.AddOrUpdate((door, reason), new WebhookRefusal(door, reason, 1, now), (_, row) => row with { Count = row.Count + 1, LastAt = now });
        return isFirst;
    }
}
