using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Conversations;

/// <summary>The usual times to come back to something, in the person's zone.</summary>
internal static class SnoozeTimes
{
    private static readonly TimeOnly Morning = new(9, 0);
    private static readonly TimeOnly Evening = new(18, 0);

    /// <summary>Until null: until they reply.</summary>
    public static IEnumerable<(string Name, DateTimeOffset? Until)> From(WallClock clock)
    {
        var (now, today) = (clock.Now, clock.Today);
        yield return ("For an hour", WholeMinute(now.AddHours(1)));
        if (clock.At(today, Evening) > now.AddHours(1))
        {
            yield return ("This evening", clock.At(today, Evening));
        }

        yield return ("Tomorrow", clock.At(today.AddDays(1), Morning));
        var toMonday = ((int)DayOfWeek.Monday - (int)today.DayOfWeek + 7) % 7;
        if (toMonday != 1)
        {
            yield return (toMonday == 0 ? "Next Monday" : "Monday", clock.At(today.AddDays(toMonday == 0 ? 7 : toMonday), Morning));
        }

        yield return ("Until they reply", null);
    }

    private static DateTimeOffset WholeMinute(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
}
