using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>What follows from a stored message, by the rules that wrote it: for whoever checks what is stored.</summary>
public static class Derived
{
    /// <summary>The status a message has to show: the highest of its timeline, else what it began with.</summary>
    public static DeliveryStatus StatusOf(Message message)
    {
        if (message.Direction == Direction.Inbound)
        {
            return DeliveryStatus.Received;
        }

        var begun = message.Status is DeliveryStatus.Scheduled or DeliveryStatus.Queued ? message.Status : DeliveryStatus.Queued;
        return message.Timeline.Select(Delivery.Of).Where(status => status > begun).Max() ?? begun;
    }

    /// <summary>The carrier's code a message has to show beside its status.</summary>
    public static int? ErrorCodeOf(Message message) => ReportFold.CodeOf(message.Status, message.Timeline);

    /// <summary>How a list row has to show a message that is the newest of its conversation.</summary>
    public static string PreviewOf(string body, bool hasMedia) => Preview.Of(body, hasMedia);
}
