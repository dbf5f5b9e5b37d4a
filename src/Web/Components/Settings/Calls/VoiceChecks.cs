using System.Globalization;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Settings.Calls;

/// <summary>What is wrong with a line's settings for calls, in words and by field; the grain looks again.</summary>
internal static class VoiceChecks
{
    public const int LongestWords = 1000;
    public const int LongestName = 60;

    /// <returns>Empty: nothing. The names are those of the fields; a row's is its key.</returns>
    public static Dictionary<string, string> Of(VoiceForm form)
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        Check(nameof(form.RingSeconds), IsFrom(form.RingSeconds, 5, 60), VoiceTexts.WrongRingSeconds);
        Check(nameof(form.Members), !form.OnlySome || form.Members.Count > 0, VoiceTexts.WrongNobody);
        Check(nameof(form.TimeZone), TimeZoneInfo.TryFindSystemTimeZoneById(form.TimeZone.Trim(), out var zone) && zone.HasIanaId, VoiceTexts.WrongTimeZone);
        Check(nameof(form.Hours), !form.InHours || form.Hours.Count > 0, VoiceTexts.WrongHoursNone);
        Words(nameof(form.Greeting), form.Greeting, mayBeEmpty: false, VoiceTexts.WrongGreeting);
        Words(nameof(form.ClosedGreeting), form.ClosedGreeting, mayBeEmpty: false, VoiceTexts.WrongGreeting);
        Check(nameof(form.VoicemailSeconds), IsFrom(form.VoicemailSeconds, 10, 600), VoiceTexts.WrongVoicemailSeconds);
        Words(nameof(form.Announcement), form.Announcement, !form.Record, VoiceTexts.WrongAnnouncement);
        Words(nameof(form.TextBackBody), form.TextBackBody, !form.TextBack, VoiceTexts.WrongTextBack);
        foreach (var row in form.InHours ? form.Hours : [])
        {
            var minutes = row.Minutes;
            Check($"{row.Key}", minutes is not null, VoiceTexts.WrongHoursMissing);
            Check($"{row.Key}", minutes is null || minutes.Value.Until > minutes.Value.From, VoiceTexts.WrongHours);
            Check($"{row.Key}", !form.Hours.Any(other => other != row && other.Day == row.Day && Overlap(other.Minutes, minutes)), VoiceTexts.WrongHoursOverlap);
        }

        foreach (var row in form.Holidays)
        {
            Check($"{row.Key}", row.Date is not null, VoiceTexts.WrongHoliday);
            Check($"{row.Key}", !form.Holidays.TakeWhile(other => other != row).Any(other => other.Date == row.Date), VoiceTexts.WrongHolidayTwice);
            Check($"{row.Key}", row.Name.Trim().Length <= LongestName, Phrase.Of(VoiceTexts.WrongLong, ("most", LongestName)));
        }

        return wrong;

        void Check(string field, bool right, string said)
        {
            if (!right)
            {
                wrong.TryAdd(field, said);
            }
        }

        void Words(string field, string words, bool mayBeEmpty, string said)
        {
            Check(field, mayBeEmpty || !string.IsNullOrWhiteSpace(words), said);
            Check(field, words.Trim().Length <= LongestWords, Phrase.Of(VoiceTexts.WrongLong, ("most", LongestWords)));
        }
    }

    private static bool IsFrom(string typed, int least, int most) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private static bool Overlap((int From, int Until)? one, (int From, int Until)? other) =>
        one is { } first && other is { } second && first.From < second.Until && second.From < first.Until;
}
