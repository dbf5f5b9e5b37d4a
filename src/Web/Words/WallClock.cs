using System.Globalization;

namespace OrleansSms.Web.Words;

/// <summary>Times as the person at this screen reads them: in their zone, as short as they can be.</summary>
public sealed class WallClock(TimeProvider time)
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-GB");

    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    public TimeZoneInfo Zone => _zone;

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
            1 => "Yesterday",
            < 7 => day.ToString("ddd", Culture),
            _ => day.ToString(day.Year == Today.Year ? "d MMM" : "d MMM yyyy", Culture),
        };
    }

    /// <summary>A moment to come: 14:50, tomorrow 09:00, Wednesday 09:00, 5 November 09:00.</summary>
    public string Soon(DateTimeOffset at)
    {
        var day = Date(at);
        var name = (day.DayNumber - Today.DayNumber) switch
        {
            0 => "",
            1 => "tomorrow ",
            -1 => "yesterday ",
            > 1 and < 7 => day.ToString("dddd ", Culture),
            _ => day.ToString(day.Year == Today.Year ? "d MMMM " : "d MMMM yyyy ", Culture),
        };
        return name + Time(at);
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
        0 => "Today",
        1 => "Yesterday",
        -1 => "Tomorrow",
        _ => day.ToString(day.Year == Today.Year ? "dddd d MMMM" : "dddd d MMMM yyyy", Culture),
    };

    /// <summary>For a title: Wednesday 5 November 2025, 14:50:07 (UTC+01:00).</summary>
    public string Full(DateTimeOffset at)
    {
        var local = Local(at);
        var zone = local.Offset == TimeSpan.Zero ? "UTC" : local.ToString("'UTC'zzz", Culture);
        return local.ToString("dddd d MMMM yyyy, HH:mm:ss", Culture) + $" ({zone})";
    }
}
