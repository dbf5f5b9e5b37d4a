using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>What follows from a stored message, by the rules that wrote it: for whoever checks what is stored.</summary>
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
}
