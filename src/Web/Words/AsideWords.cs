using OrleansSms.Conversations;
using OrleansSms.Web.Live;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>What was done to a conversation, as a line in its thread.</summary>
internal static class AsideWords
{
    public static string Of(Aside aside, Team team, WallClock clock, Guid me)
    {
        return aside.Kind switch
        {
            AsideKind.Assigned when aside.Subject == aside.UserId => Said(ConversationTexts.AsideTook),
            AsideKind.Assigned when aside.Subject == me => Phrase.Of(ConversationTexts.AsideAssignedToYou, ("who", team.NameOf(aside.UserId))),
            AsideKind.Assigned => Said(ConversationTexts.AsideAssigned, ("whom", team.NameOf(aside.Subject))),
            AsideKind.Unassigned => Said(ConversationTexts.AsideUnassigned),
            AsideKind.Snoozed when aside.Until is { } until => Said(ConversationTexts.AsideSnoozedUntil, ("time", clock.Soon(until))),
            AsideKind.Snoozed => Said(ConversationTexts.AsideSnoozedUntilReply),
            AsideKind.Woken => ConversationTexts.AsideWoken,
            AsideKind.Done => Said(ConversationTexts.AsideDone),
            AsideKind.Opened => Said(ConversationTexts.AsideOpened),
            _ => team.Name(aside.UserId),
        };

        string Said(string text, params ReadOnlySpan<(string Name, object? Value)> more) =>
            Phrase.Of(text, [("mine", aside.UserId == me ? "yes" : "no"), ("who", team.NameOf(aside.UserId)), .. more]);
    }
}
