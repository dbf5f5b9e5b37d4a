using Microsoft.Extensions.Logging;
using OrleansSms.Tray;

namespace OrleansSms.Twilio.Inbound;

/// <summary>Where what is signed and not understood goes: it is never dropped.</summary>
internal sealed partial class TrayEntrance(IWebhookTray tray, IOrphans orphans, TimeProvider time, ILogger<TrayEntrance> logger)
{
    /// <param name="reason">Why it was not taken, for a person.</param>
    public Task Keep(Webhook webhook, string reason)
    {
        LogKept(logger, webhook.Door, reason);
        return tray.Keep(webhook.ToTray(reason, time.GetUtcNow()), CancellationToken.None);
    }

    /// <summary>Understood, but its message is not known yet.</summary>
    public Task Keep(Webhook webhook, string reason, Conversations.DeliveryReport orphan)
    {
        LogOrphan(logger);
        return orphans.Keep(new(orphan, webhook.ToTray(reason, time.GetUtcNow())), CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Warning, "Webhook at the {Door} door kept in the tray: {Reason}")]
    private static partial void LogKept(ILogger logger, string door, string reason);

    [LoggerMessage(LogLevel.Information, "A status callback waits for its message")]
    private static partial void LogOrphan(ILogger logger);
}
