using OrleansSms.Conversations;

namespace OrleansSms.Web.Components.Conversations;

/// <summary>Where an entry stands on the page. Mostly its number says it; what was to go out later stands where it went out.</summary>
internal static class ThreadOrder
{
    public static IReadOnlyList<Message> Of(IReadOnlyList<Message> messages)
    {
        if (!messages.Any(message => message.SendAt is not null || message.HeldUntil is not null))
        {
            return messages;
        }

        var shown = messages.Where(message => message.SendAt is null && !IsUndone(message)).ToList();
        foreach (var later in messages.Where(message => message is { SendAt: not null, Status: not DeliveryStatus.Scheduled }).OrderBy(Came))
        {
            shown.Insert(shown.FindLastIndex(message => Came(message) <= Came(later)) + 1, later);
        }

        return shown;
    }

    /// <summary>When it came into the thread, as a reader sees it.</summary>
    public static DateTimeOffset Came(Message message) => message switch
    {
        // Its own time stands beside it.
        { Recovered: true } => message.DateSent ?? message.DateCreated,
        { SendAt: not null, Status: DeliveryStatus.Canceled } => message.DateUpdated,
        _ => message.SendAt ?? message.DateCreated,
    };

    /// <summary>Taken back within the seconds after Send: to its writer it never was.</summary>
    private static bool IsUndone(Message message) =>
        message is { HeldUntil: not null, Status: DeliveryStatus.Canceled } && message.Timeline.Any(report => report.Word == DeliveryReport.Withdrawn);
}
