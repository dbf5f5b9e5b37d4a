using System.Collections.Immutable;
using System.Text.RegularExpressions;
using OrleansSms.Calls;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Calls;

/// <summary>What a line's settings for calls may be, with a sentence for each thing that they may not.</summary>
internal static partial class VoiceSettingsRules
{
    public const int MostMembers = 20;
    public const int LongestText = 1000;
    public const int LongestName = 100;
    public const int MostHours = 70;
    public const int MostHolidays = 400;

    /// <returns>The settings as they are kept: texts trimmed, hours and holidays in order.</returns>
    public static VoiceSettings Check(VoiceSettings settings)
    {
        var kept = settings with
        {
            Members = settings.Members.IsDefault ? [] : [.. settings.Members.Distinct()],
            Hours = settings.Hours.IsDefault ? [] : [.. settings.Hours.OrderBy(hours => ((int)hours.Day + 6) % 7).ThenBy(hours => hours.From)],
            Holidays = settings.Holidays.IsDefault ? [] : [.. settings.Holidays.Select(holiday => holiday with { Name = Trimmed(holiday.Name) }).OrderBy(holiday => holiday.Day)],
            Greeting = Trimmed(settings.Greeting),
            ClosedGreeting = Trimmed(settings.ClosedGreeting),
            Announcement = Trimmed(settings.Announcement),
            TextBackBody = Trimmed(settings.TextBackBody),
        };
        return Wrong(kept) is { } sentence ? throw new RefusedException(Refusals.InvalidVoiceSettings, sentence) : kept;
    }

    private static string? Wrong(VoiceSettings settings) => settings switch
    {
        _ when !Enum.IsDefined(settings.Order) => "Phones ring together or one after the other.",
        { Members.Length: > MostMembers } => $"Calls ring at {MostMembers} members at most.",
        { RingSeconds: < 5 or > 60 } => "A phone rings for 5 to 60 seconds.",
        { VoicemailSeconds: < 10 or > 600 } => "A message is 10 to 600 seconds long at most.",
        _ when !IsZone(settings.TimeZone) => "This time zone is not known. Choose one like Europe/Berlin.",
        _ when !Language().IsMatch(settings.Language ?? "") => "This language is not known. Use its code, like en-US.",
        _ => WrongHours(settings.Hours) ?? WrongHolidays(settings.Holidays) ?? WrongTexts(settings),
    };

    private static string? WrongHours(ImmutableArray<OpenHours> hours)
    {
        if (hours.Length > MostHours)
        {
            return $"There are {MostHours} opening hours at most.";
        }

        foreach (var (stretch, before) in hours.Zip(hours.Prepend(null!)))
        {
            if (!Enum.IsDefined(stretch.Day))
            {
                return "Opening hours are of a day of the week.";
            }

            if (stretch.Until != TimeOnly.MinValue && stretch.Until <= stretch.From)
            {
                return "Opening hours end after they begin, on the same day. Midnight as the end is 00:00.";
            }

            if (before?.Day == stretch.Day && (before.Until == TimeOnly.MinValue || before.Until > stretch.From))
            {
                return "Opening hours of one day overlap.";
            }
        }

        return null;
    }

    private static string? WrongHolidays(ImmutableArray<Holiday> holidays) => true switch
    {
        _ when holidays.Length > MostHolidays => $"There are {MostHolidays} holidays at most.",
        _ when holidays.Any(holiday => holiday.Name.Length > LongestName) => $"The name of a holiday has {LongestName} characters at most.",
        _ when holidays.Select(holiday => holiday.Day).Distinct().Count() < holidays.Length => "A day is a holiday only once.",
        _ => null,
    };

    private static string? WrongTexts(VoiceSettings settings) => settings switch
    {
        { Greeting: "" } => "Say something to callers when nobody takes the call.",
        { ClosedGreeting: "" } => "Say something to callers outside the opening hours.",
        { Record: true, Announcement: "" } => "When calls are recorded, both have to be told: write what is said before.",
        { TextBack: true, TextBackBody: "" } => "Write the text that is sent after a missed call.",
        _ when ((string[])[settings.Greeting, settings.ClosedGreeting, settings.Announcement, settings.TextBackBody]).Any(text => text.Length > LongestText) =>
            $"A text has {LongestText} characters at most.",
        _ => null,
    };

    // Names of the other system would not be understood by pages in a browser.
    private static bool IsZone(string? name) =>
        !string.IsNullOrEmpty(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    private static string Trimmed(string? text) => StorableText.Of(text ?? "").Trim();

    [GeneratedRegex("^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Language();
}
