using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Conversations;

/// <summary>The usual times to come back to something, in the person's zone.</summary>
internal static class SnoozeTimes
{
    private static readonly TimeOnly Morning = new(9, 0);
    private static readonly TimeOnly Evening = new(18, 0);

    /// <summary>By name and, where nothing says that it is about snoozing, in a whole sentence. Until null: until they reply.</summary>
    public static IEnumerable<(string Name, string Told, DateTimeOffset? Until)> From(WallClock clock)
    {
        var (now, today) = (clock.Now, clock.Today);
        yield return (ConversationTexts.ForAnHour, ConversationTexts.SnoozeForAnHour, WholeMinute(now.AddHours(1)));
        if (clock.At(today, Evening) > now.AddHours(1))
        {
            yield return (ConversationTexts.ThisEvening, ConversationTexts.SnoozeThisEvening, clock.At(today, Evening));
        }

        yield return (ConversationTexts.Tomorrow, ConversationTexts.SnoozeTomorrow, clock.At(today.AddDays(1), Morning));
        var toMonday = ((int)DayOfWeek.Monday - (int)today.DayOfWeek + 7) % 7;
        if (toMonday == 0)
        {
            yield return (ConversationTexts.NextMonday, ConversationTexts.SnoozeNextMonday, clock.At(today.AddDays(7), Morning));
        }
        else if (toMonday > 1)
        {
            yield return (ConversationTexts.Monday, ConversationTexts.SnoozeMonday, clock.At(today.AddDays(toMonday), Morning));
        }

        yield return (ConversationTexts.UntilTheyReply, ConversationTexts.SnoozeUntilTheyReply, null);
    }

    private static DateTimeOffset WholeMinute(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
}
