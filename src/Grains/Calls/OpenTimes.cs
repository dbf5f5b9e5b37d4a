using OrleansSms.Calls;

namespace OrleansSms.Grains.Calls;

/// <summary>Whether members are rung at a moment: what the clock on the wall says in the line's zone counts, whatever it was turned.</summary>
internal static class OpenTimes
{
    public static bool AreNow(VoiceSettings settings, DateTimeOffset now)
    {
        var there = TimeZoneInfo.ConvertTime(now, Zone(settings.TimeZone));
        var (day, clock) = (DateOnly.FromDateTime(there.DateTime), TimeOnly.FromDateTime(there.DateTime));
        return !settings.Holidays.Any(holiday => holiday.Day == day)
            && (settings.Hours.IsEmpty || settings.Hours.Any(hours => hours.Day == there.DayOfWeek && hours.From <= clock && (hours.Until == TimeOnly.MinValue || clock < hours.Until)));
    }

    /// <summary>A zone that was known when it was chosen may be gone from the machine; a call that comes in then is taken all the same.</summary>
    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
