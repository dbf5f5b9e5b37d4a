using System.Globalization;
using OrleansSms.Web.Languages;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>Times as the person at this screen reads them: in their zone, as short as they can be.</summary>
public sealed class WallClock(TimeProvider time)
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    public TimeZoneInfo Zone => _zone;

    private static CultureInfo Culture => Language.Current.Times;

    public DateTimeOffset Now => time.GetUtcNow();

    public DateOnly Today => Date(Now);

    /// <summary>Uses the zone the browser named; what is no zone leaves UTC.</summary>
    public void Use(string? zone)
    {
        if (zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            _zone = found;
        }
    }

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone);

    public DateOnly Date(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    /// <summary>The moment at which a day begins here; later than midnight where the clocks skip it.</summary>
    public DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>14:50</summary>
    public string Time(DateTimeOffset at) => Local(at).ToString("HH:mm", Culture);

    /// <summary>For a list row: 14:50, Yesterday, Wed, 5 Nov, 5 Nov 2024.</summary>
    public string Brief(DateTimeOffset at)
    {
        var day = Date(at);
        return (Today.DayNumber - day.DayNumber) switch
        {
            <= 0 => Time(at),
            1 => TimeTexts.Yesterday,
            < 7 => day.ToString("ddd", Culture),
            _ => day.ToString(day.Year == Today.Year ? TimeTexts.ShortDay : TimeTexts.ShortDayOfYear, Culture),
        };
    }

    /// <summary>A moment to come: 14:50, tomorrow 09:00, Wednesday 09:00, 5 November 09:00.</summary>
    public string Soon(DateTimeOffset at)
    {
        var day = Date(at);
        return (day.DayNumber - Today.DayNumber) switch
        {
            0 => Time(at),
            1 => Phrase.Of(TimeTexts.TomorrowAt, ("time", Time(at))),
            -1 => Phrase.Of(TimeTexts.YesterdayAt, ("time", Time(at))),
            > 1 and < 7 => On(day.ToString("dddd", Culture)),
            _ => On(day.ToString(day.Year == Today.Year ? TimeTexts.LongDay : TimeTexts.LongDayOfYear, Culture)),
        };

        string On(string name) => Phrase.Of(TimeTexts.DayAt, ("day", name), ("time", Time(at)));
    }

    /// <summary>For a <c>datetime-local</c> field.</summary>
    public string Field(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>From a <c>datetime-local</c> field; null: nothing that is a time.</summary>
    public DateTimeOffset? ReadField(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)) : null;

    /// <summary>A wall-clock time of the person's, as a moment; later where the clocks skip it.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (_zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>For a day's heading: Today, Yesterday, Wednesday 5 November, with the year when it is not this one.</summary>
    public string Day(DateOnly day) => (Today.DayNumber - day.DayNumber) switch
    {
        0 => TimeTexts.Today,
        1 => TimeTexts.Yesterday,
        -1 => TimeTexts.Tomorrow,
        _ => day.ToString(day.Year == Today.Year ? TimeTexts.Weekday : TimeTexts.WeekdayOfYear, Culture),
    };

    /// <summary>For a title: Wednesday 5 November 2025, 14:50:07 (UTC+01:00).</summary>
    public string Full(DateTimeOffset at)
    {
        var local = Local(at);
        var zone = local.Offset == TimeSpan.Zero ? "UTC" : local.ToString("'UTC'zzz", Culture);
        return $"{local.ToString(TimeTexts.WeekdayOfYear, Culture)}, {local.ToString("HH:mm:ss", Culture)} ({zone})";
    }
}
