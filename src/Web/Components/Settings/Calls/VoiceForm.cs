using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using OrleansSms.Calls;

namespace OrleansSms.Web.Components.Settings.Calls;

/// <summary>A line's settings for calls while somebody changes them, as the fields have them.</summary>
public sealed class VoiceForm
{
    private readonly Guid? _greetingFile;
    private string _kept;

    public VoiceForm(VoiceSettings kept)
    {
        _greetingFile = kept.GreetingFile;
        (Order, RingSeconds, TimeZone, Language) = (kept.Order, Text(kept.RingSeconds), kept.TimeZone, kept.Language);
        (Greeting, ClosedGreeting, Voicemail, VoicemailSeconds, Transcribe) = (kept.Greeting, kept.ClosedGreeting, kept.Voicemail, Text(kept.VoicemailSeconds), kept.Transcribe);
        (Record, Announcement, TextBack, TextBackBody) = (kept.Record, kept.Announcement, kept.TextBack, kept.TextBackBody);
        (OnlySome, Members) = (!kept.Members.IsDefaultOrEmpty, kept.Members.IsDefault ? [] : [.. kept.Members]);
        Hours = kept.Hours.IsDefault ? [] : [.. kept.Hours.Select(hours => new HoursRow(hours.Day) { From = Text(hours.From), Until = Text(hours.Until) })];
        InHours = Hours.Count > 0;
        Holidays = kept.Holidays.IsDefault ? [] : [.. kept.Holidays.Select(holiday => new HolidayRow { Day = holiday.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Name = holiday.Name })];
        _kept = Typed();
    }

    /// <summary>Something was typed or chosen that is not saved.</summary>
    public bool IsChanged => Typed() != _kept;

    public RingOrder Order { get; set; }

    /// <summary>Else everybody who uses the line.</summary>
    public bool OnlySome { get; set; }

    /// <summary>Whose phones ring, in this order.</summary>
    public List<Guid> Members { get; }

    public string RingSeconds { get; set; }

    public string TimeZone { get; set; }

    /// <summary>Else at any time.</summary>
    public bool InHours { get; set; }

    public List<HoursRow> Hours { get; }

    public List<HolidayRow> Holidays { get; }

    public string Greeting { get; set; }

    public string ClosedGreeting { get; set; }

    public bool Voicemail { get; set; }

    public string VoicemailSeconds { get; set; }

    public bool Transcribe { get; set; }

    public bool Record { get; set; }

    public string Announcement { get; set; }

    public bool TextBack { get; set; }

    public string TextBackBody { get; set; }

    public string Language { get; set; }

    /// <summary>What the fields say; only when <see cref="VoiceChecks"/> finds nothing wrong with them.</summary>
    public VoiceSettings Read() => new(
        Order, OnlySome ? [.. Members] : [], int.Parse(RingSeconds, CultureInfo.InvariantCulture), TimeZone.Trim(),
        InHours ? [.. Hours.Select(row => new OpenHours(row.Day, HoursRow.Time(row.From)!.Value, HoursRow.Time(row.Until)!.Value)).OrderBy(hours => hours.Day).ThenBy(hours => hours.From)] : ImmutableArray<OpenHours>.Empty,
        [.. Holidays.Select(row => new Holiday(row.Date!.Value, row.Name.Trim())).OrderBy(holiday => holiday.Day)],
        Greeting.Trim(), ClosedGreeting.Trim(), _greetingFile, Voicemail, int.Parse(VoicemailSeconds, CultureInfo.InvariantCulture), Transcribe,
        Record, Announcement.Trim(), TextBack, TextBackBody.Trim(), Language);

    /// <summary>What stands here is saved.</summary>
    public void Keep() => _kept = Typed();

    private string Typed() => JsonSerializer.Serialize(
        (object?[])
        [
            Order, OnlySome, Members, RingSeconds, TimeZone, InHours, Hours.Select(row => new { row.Day, row.From, row.Until }), Holidays.Select(row => new { row.Day, row.Name }),
            Greeting, ClosedGreeting, Voicemail, VoicemailSeconds, Transcribe, Record, Announcement, TextBack, TextBackBody, Language,
        ]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>A stretch of a weekday, as its two fields have it.</summary>
public sealed class HoursRow(DayOfWeek day)
{
    /// <summary>Stays when other rows come and go.</summary>
    public Guid Key { get; } = Guid.NewGuid();

    public DayOfWeek Day { get; } = day;

    public string? From { get; set; } = "09:00";

    public string? Until { get; set; } = "17:00";

    public static TimeOnly? Time(string? text) => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>Minutes from midnight; 00:00 as an end is the end of the day.</summary>
    public (int From, int Until)? Minutes => (Time(From), Time(Until)) is ({ } from, { } until)
        ? ((from.Hour * 60) + from.Minute, until == TimeOnly.MinValue ? 24 * 60 : (until.Hour * 60) + until.Minute) : null;
}

/// <summary>A day on which nobody is rung, as its two fields have it.</summary>
public sealed class HolidayRow
{
    public Guid Key { get; } = Guid.NewGuid();

    public string? Day { get; set; }

    public string Name { get; set; } = "";

    public DateOnly? Date => DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
