using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Web.Components.Conversations;

/// <summary>Where an entry stands on the page. Mostly its number says it; what was to go out later stands where it went out.</summary>
internal static class ThreadOrder
{
    public static IReadOnlyList<IEntry> Of(IReadOnlyList<IEntry> entries)
    {
        if (!entries.Any(entry => entry is Message { SendAt: not null } or Message { HeldUntil: not null }))
        {
            return entries;
        }

        var shown = entries.Where(entry => entry is not Message { SendAt: not null } && !IsUndone(entry)).ToList();
        foreach (var later in entries.Where(entry => entry is Message { SendAt: not null, Status: not DeliveryStatus.Scheduled }).OrderBy(Came))
        {
            shown.Insert(shown.FindLastIndex(entry => Came(entry) <= Came(later)) + 1, later);
        }

        return shown;
    }

    /// <summary>When it came into the thread, as a reader sees it.</summary>
    public static DateTimeOffset Came(IEntry entry) => entry switch
    {
        // Its own time stands beside it.
        Message { Recovered: true, DateSent: { } found } => found,
        Call { Recovered: true, Timeline: [var told, ..] } => told.ReceivedAt,
        Message { SendAt: not null, Status: DeliveryStatus.Canceled } canceled => canceled.DateUpdated,
        Message { SendAt: { } at } => at,
        _ => entry.DateCreated,
    };

    /// <summary>Taken back within the seconds after Send: to its writer it never was.</summary>
    private static bool IsUndone(IEntry entry) =>
        entry is Message { HeldUntil: not null, Status: DeliveryStatus.Canceled } message && message.Timeline.Any(report => report.Word == DeliveryReport.Withdrawn);
}
