using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>What follows from a stored message or call, by the rules that wrote it: for whoever checks what is stored.</summary>
public static class Derived
{
    /// <summary>The status a message has to show, and the carrier's code beside it.</summary>
    public static (DeliveryStatus Status, int? ErrorCode) OutcomeOf(Message message)
    {
        if (message.Direction == Direction.Inbound)
        {
            return (DeliveryStatus.Received, null);
        }

        var (status, decisive) = Outcome.Of(message.SendAt is null ? DeliveryStatus.Queued : DeliveryStatus.Scheduled, message.Timeline);
        return (status, ReportFold.CodeOf(status, decisive));
    }

    /// <summary>How a list row has to show a message that is the newest of its conversation.</summary>
    public static string PreviewOf(string body, bool hasMedia) => Preview.Of(body, hasMedia);

    /// <summary>A call as everything that was said of it makes it.</summary>
    public static Call SettledOf(Call call) => CallFold.Settle(call with { CallSid = null });

    /// <summary>The length that a list row has to show of a call that is the newest of its conversation.</summary>
    public static int? PreviewSecondsOf(Call call) => Conversation.PreviewSeconds(call);
}
