using System.Collections.Immutable;
using System.Globalization;
using OrleansSms.PhoneNumbers;
using OrleansSms.Web.Languages;
using OrleansSms.Web.Texts;

namespace OrleansSms.Web.Words;

/// <summary>A time to send at, as the menu offers it.</summary>
public sealed record SendTime(string Name, DateTimeOffset At);

/// <summary>Times as the contact's clock shows them, with ours beside it where it shows another.</summary>
/// <param name="zone">Where the contact is; null: not known, and their clock is taken to be ours.</param>
public sealed class SendTimes(WallClock clock, TimeZoneInfo? zone)
{
    private const int MorningHour = 9;
    private const int QuietFrom = 21;
    private const int QuietTo = 8;

    private readonly TimeZoneInfo _zone = zone ?? clock.Zone;

    /// <summary>For a number: its zone is known when all it may be in show the same time at this moment.</summary>
    public static SendTimes For(string contact, WallClock clock)
    {
        var zones = NumberFacts.TimeZones(contact);
        return new(clock, zones.Select(zone => zone.GetUtcOffset(clock.Now)).Distinct().Count() == 1 ? zones[0] : null);
    }

    public bool IsKnown => zone is not null;

    /// <summary>Whether their clock shows another time than ours at a moment.</summary>
    public bool Differs(DateTimeOffset at) => _zone.GetUtcOffset(at) != clock.Zone.GetUtcOffset(at);

    public DateTimeOffset Tomorrow => MorningOf(Today.AddDays(1));

    /// <summary>The next 09:00 there.</summary>
    public DateTimeOffset Morning(DateTimeOffset now) => MorningOf(Date(now)) is var today && today > now ? today : MorningOf(Date(now).AddDays(1));

    /// <summary>Tomorrow and the next Monday, once where they are the same.</summary>
    public ImmutableArray<SendTime> Choices
    {
        get
        {
            var monday = Today.AddDays(1);
            while (monday.DayOfWeek != DayOfWeek.Monday)
            {
                monday = monday.AddDays(1);
            }

            var tomorrow = new SendTime(
                IsSameDay ? ComposerTexts.TomorrowMorning : Phrase.Of(ComposerTexts.WeekdayMorning, ("day", Today.AddDays(1).ToString("dddd", Language.Current.Times))), Tomorrow);
            return monday == Today.AddDays(1) ? [tomorrow] : [tomorrow, new(ComposerTexts.MondayMorning, MorningOf(monday))];
        }
    }

    private DateOnly Today => Date(clock.Now);

    /// <summary>Where it is another day for them, "today" and "tomorrow" would say two things.</summary>
    private bool IsSameDay => Today == clock.Today;

    /// <summary>When it is late for the contact: nobody likes a text then.</summary>
    public bool IsQuiet(DateTimeOffset at) => Local(at).Hour is >= QuietFrom or < QuietTo;

    /// <summary>The moment that a field for date and time means on their clock; null: it is no such time.</summary>
    public DateTimeOffset? Read(string? typed) =>
        DateTime.TryParseExact(typed, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? Moment(local) : null;

    /// <summary>For such a field.</summary>
    public string Write(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>tomorrow 09:00, Wed 25 Nov 09:00</summary>
    public string Words(DateTimeOffset at) => (Date(at).DayNumber - Today.DayNumber) switch
    {
        0 when IsSameDay => Phrase.Of(ComposerTexts.TodayAt, ("time", Time(at))),
        1 when IsSameDay => Phrase.Of(ComposerTexts.TomorrowAt, ("time", Time(at))),
        _ => Local(at).ToString(Date(at).Year == Today.Year ? ComposerTexts.DayPattern : ComposerTexts.DayOfYearPattern, Language.Current.Times),
    };

    /// <summary>On their clock, and on ours where it shows another time: tomorrow 09:00 for them, 10:00 for you.</summary>
    public string Both(DateTimeOffset at) => !Differs(at) ? Words(at)
        : Phrase.Of(
            ComposerTexts.ForThemForYou, ("theirs", Words(at)),
            ("yours", (clock.Date(at) == Date(at) ? "" : clock.Local(at).ToString("ddd ", Language.Current.Times)) + clock.Time(at)));

    public string Time(DateTimeOffset at) => Local(at).ToString("HH:mm", Language.Current.Times);

    private DateTimeOffset MorningOf(DateOnly day) => Moment(day.ToDateTime(new(MorningHour, 0)));

    /// <summary>Where the clocks skip a time the next one is meant, and the first where they show it twice.</summary>
    private DateTimeOffset Moment(DateTime local)
    {
        while (_zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private DateOnly Date(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone);
}
