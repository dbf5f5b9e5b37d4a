using Microsoft.AspNetCore.Http;

namespace OrleansSms.Twilio.Inbound;

/// <summary>The carrier's two doors for texts.</summary>
internal sealed class TwilioWebhooks(Passage passage, WebhookTaking taking, TrayEntrance tray, DoorTally tally)
{
    public Task Inbound(HttpContext http) => passage.Lead(http, Doors.Inbound, Receive);

    public Task Status(HttpContext http) => passage.Lead(http, Doors.Status, Report);

    private async Task<DoorAnswer> Receive(Webhook webhook)
    {
        if (FallbackReading.ErrorCode(webhook.Fields) is { } code)
        {
            tally.Fallback(webhook.Door, code);
        }

        await Take(webhook);
        return DoorAnswer.NothingToReply;
    }

    private async Task<DoorAnswer> Report(Webhook webhook)
    {
        await Take(webhook);
        return DoorAnswer.Done;
    }

    private async Task Take(Webhook webhook)
    {
        if (await taking.Take(webhook) is { Not: { } reason } taken)
        {
            await (taken.Orphan is { } orphan ? tray.Keep(webhook, reason, orphan) : tray.Keep(webhook, reason));
        }
    }
}
