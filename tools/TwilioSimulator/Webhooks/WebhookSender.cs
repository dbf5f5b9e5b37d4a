using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Control;

namespace OrleansSms.TwilioSimulator.Webhooks;

/// <summary>Delivers webhooks with the carrier's patience and retries, and writes down what happened.</summary>
internal sealed class WebhookSender(WebhookAttempts attempts, SimulatedClock clock, Logbook<WebhookLogEntry> log) : IDisposable
{
    // Like the carrier, which does not open a thousand connections to one customer at once.
    private readonly SemaphoreSlim _lanes = new(128, 128);

    /// <summary>The attempt that counts is the last one.</summary>
    public async Task<(WebhookLogEntry Entry, WebhookAttempt Last)> Deliver(Webhook webhook)
    {
        await _lanes.WaitAsync();
        try
        {
            return await DeliverNow(webhook);
        }
        finally
        {
            _lanes.Release();
        }
    }

    /// <summary>Only writes down that it was never sent.</summary>
    public void Lose(Webhook webhook) => log.Add(Entry(webhook, [], []) with { Fault = "callbackLost" });

    public void Dispose() => _lanes.Dispose();

    private async Task<(WebhookLogEntry Entry, WebhookAttempt Last)> DeliverNow(Webhook webhook)
    {
        var limits = ConnectionOverrides.Parse(WebAddress.FragmentOf(webhook.Url));
        using var total = new CancellationTokenSource(limits.Total);
        var made = new List<WebhookAttempt>();
        do
        {
            made.Add(await attempts.Make(webhook, limits, total.Token));
        }
        while (made[^1].Failure != FailureKind.None && made.Count <= limits.Retries
            && limits.Covers(made[^1].Failure) && !total.IsCancellationRequested);

        var entry = Entry(webhook, made, limits.Warnings);
        log.Add(entry);
        return (entry, made[^1]);
    }

    private WebhookLogEntry Entry(Webhook webhook, List<WebhookAttempt> made, IReadOnlyList<string> warnings)
    {
        var address = WebAddress.Parse(webhook.Url);
        var isGet = webhook.Method == "GET";
        var signed = (isGet ? address.WithQuery(Protocol.WireForm.Write(webhook.Fields)) : address).ToSign(webhook.Settings);
        return new()
        {
            At = made.Count > 0 ? made[0].At : clock.GetUtcNow(),
            Kind = webhook.Kind,
            Url = webhook.Url,
            Method = webhook.Method,
            Sid = webhook.Sid,
            Fields = webhook.Fields,
            Headers = WebhookHeaders.Of(webhook, signed, isGet ? [] : webhook.Fields),
            Attempts = made,
            Warnings = warnings,
            Status = made.Count > 0 ? made[^1].Status : null,
            ErrorCode = made.Count > 0 ? made[^1].ErrorCode : null,
            Fault = webhook.Fault,
        };
    }
}

internal static class WebhooksSetup
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<Logbook<WebhookLogEntry>>();
        services.AddSingleton<WebhookAttempts>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<CallbackPost>();
    }
}
