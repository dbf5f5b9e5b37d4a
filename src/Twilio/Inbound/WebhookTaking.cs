using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;

namespace OrleansSms.Twilio.Inbound;

/// <summary>What a webhook means and who is told: at the doors, and again for what lies in the tray. Again is as good as once.</summary>
internal sealed class WebhookTaking(IGrainFactory grains, IConversationIds ids, ILineDirectory lines, IMessageDirectory messages)
{
    // Nothing here listens to a request's token: if the carrier hangs up, its message is worth storing all the same.
    public Task<Taken> Take(Webhook webhook) => webhook.Door == Doors.Inbound ? Receive(webhook) : Report(webhook);

    private async Task<Taken> Receive(Webhook webhook)
    {
        var (sms, notUnderstood) = InboundReading.Read(webhook.Fields);
        if (sms is null)
        {
            return new(notUnderstood);
        }

        try
        {
            await lines.Know(sms.Line, webhook.AccountSid, CancellationToken.None);
            await grains.Conversation(ids.For(sms.Line, sms.Contact)).Receive(sms, CancellationToken.None);
            return default;
        }
        catch (RefusedException refusal)
        {
            // A rule's no stays a no however often the carrier repeats it.
            return new(refusal.Message);
        }
    }

    private async Task<Taken> Report(Webhook webhook)
    {
        if (StatusReading.Read(webhook.Target, webhook.Fields) is not { } status)
        {
            return new("The callback does not say what became of which message.");
        }

        if (status.Conversation is { } conversation && await grains.Conversation(conversation).Report(status.Report, CancellationToken.None))
        {
            return default;
        }

        if (status.Report.MessageSid is not { } sid)
        {
            return new("No message here is known by this callback's ids, and it names no other.");
        }

        if (await messages.FindBySid(sid, CancellationToken.None) is not { } place)
        {
            return new("No message here is known by this callback's ids or its MessageSid.", status.Report);
        }

        return await grains.Conversation(place.ConversationId).Report(status.Report with { MessageId = place.MessageId }, CancellationToken.None)
            ? default
            : new("The callback is of a message that came in, which has no delivery.");
    }
}

/// <summary>What became of a webhook.</summary>
/// <param name="Not">Why it was not taken, for a person; null: its effect is on disk.</param>
/// <param name="Orphan">It is understood, but its message is not known.</param>
internal readonly record struct Taken(string? Not, DeliveryReport? Orphan = null);
