using OrleansSms.Conversations;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Words;

/// <summary>What was done to a conversation, as a line in its thread.</summary>
internal static class AsideWords
{
    public static string Of(Aside aside, Team team, WallClock clock, Guid me)
    {
        var who = team.Name(aside.UserId);
        return aside.Kind switch
        {
            AsideKind.Assigned when aside.Subject == aside.UserId => $"{who} took this",
            AsideKind.Assigned => $"{who} assigned this to {(aside.Subject == me ? "you" : team.NameOf(aside.Subject))}",
            AsideKind.Unassigned => $"{who} took the assignment back",
            AsideKind.Snoozed when aside.Until is { } until => $"{who} snoozed this until {clock.Soon(until)}",
            AsideKind.Snoozed => $"{who} snoozed this until they reply",
            AsideKind.Woken => "The snooze ended",
            AsideKind.Done => $"{who} marked this done",
            AsideKind.Opened => $"{who} opened this again",
            _ => who,
        };
    }
}
