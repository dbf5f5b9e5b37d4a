using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Grains.Calls;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class VoiceSettingsRulesTests
{
    private static readonly VoiceSettings Usual = VoiceSettings.Default;

    public static TheoryData<string, VoiceSettings> Wrong => new()
    {
        { "ring too short", Usual with { RingSeconds = 4 } },
        { "ring too long", Usual with { RingSeconds = 61 } },
        { "message too short", Usual with { VoicemailSeconds = 9 } },
        { "message too long", Usual with { VoicemailSeconds = 601 } },
        { "an order that there is not", Usual with { Order = (RingOrder)7 } },
        { "no zone", Usual with { TimeZone = "" } },
        { "null for a zone", Usual with { TimeZone = null! } },
        { "an unknown zone", Usual with { TimeZone = "Europe/Atlantis" } },
        { "a zone of another system", Usual with { TimeZone = "Pacific Standard Time" } },
        { "a way out of the folder of zones", Usual with { TimeZone = "../../etc/passwd" } },
        { "no language", Usual with { Language = "" } },
        { "null for a language", Usual with { Language = null! } },
        { "a language in words", Usual with { Language = "English" } },
        { "a language with a quote", Usual with { Language = "en-US\"" } },
        { "a language with a line break", Usual with { Language = "en-US\n" } },
        { "too many members", Usual with { Members = [.. Enumerable.Range(0, 21).Select(_ => Guid.NewGuid())] } },
        { "hours that end before they begin", Usual with { Hours = [Open(DayOfWeek.Monday, 17, 9)] } },
        { "hours of no time", Usual with { Hours = [Open(DayOfWeek.Monday, 9, 9)] } },
        { "hours that overlap", Usual with { Hours = [Open(DayOfWeek.Monday, 9, 13), Open(DayOfWeek.Monday, 12, 17)] } },
        { "hours within others", Usual with { Hours = [Open(DayOfWeek.Monday, 9, 0), Open(DayOfWeek.Monday, 12, 13)] } },
        { "hours on no day", Usual with { Hours = [Open((DayOfWeek)7, 9, 17)] } },
        { "too many hours", Usual with { Hours = [.. Enumerable.Range(0, 71).Select(i => new OpenHours((DayOfWeek)(i % 7), new(i / 7, 0), new(i / 7, 30)))] } },
        { "a holiday twice", Usual with { Holidays = [new(new(2031, 12, 25), "Christmas"), new(new(2031, 12, 25), "again")] } },
        { "a holiday with a long name", Usual with { Holidays = [new(new(2031, 12, 25), new('x', 101))] } },
        { "too many holidays", Usual with { Holidays = [.. Enumerable.Range(0, 401).Select(i => new Holiday(new DateOnly(2031, 1, 1).AddDays(i), ""))] } },
        { "no greeting", Usual with { Greeting = " " } },
        { "null for a greeting", Usual with { Greeting = null! } },
        { "nothing to say outside the hours", Usual with { ClosedGreeting = "" } },
        { "recorded without a word", Usual with { Record = true, Announcement = " \n " } },
        { "a text back without words", Usual with { TextBack = true, TextBackBody = "" } },
        { "a long greeting", Usual with { Greeting = new('x', 1001) } },
        { "a long announcement", Usual with { Announcement = new('x', 1001) } },
        { "a long text back", Usual with { TextBackBody = new('x', 1001) } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_cannot_be_is_refused_with_a_sentence(string what, VoiceSettings settings)
    {
        var refused = Assert.Throws<RefusedException>(() => VoiceSettingsRules.Check(settings));

        Assert.Equal(Refusals.InvalidVoiceSettings, refused.Code);
        Assert.True(refused.Message.EndsWith('.') && refused.Message.Length > 20, $"{what}: {refused.Message}");
    }

    [Fact]
    public void What_a_line_does_that_nobody_set_up_is_possible() => Assert.Equal(Shown(Usual), Shown(VoiceSettingsRules.Check(Usual)));

    [Theory]
    [InlineData("en-US")]
    [InlineData("de")]
    [InlineData("es-419")]
    [InlineData("zh-Hant-TW")]
    [InlineData("fil-PH")]
    public void Languages_are_known_by_their_codes(string language) =>
        Assert.Equal(language, VoiceSettingsRules.Check(Usual with { Language = language }).Language);

    [Fact]
    public void The_edges_are_possible() => Assert.NotNull(VoiceSettingsRules.Check(Usual with
    {
        RingSeconds = 60,
        VoicemailSeconds = 600,
        Members = [.. Enumerable.Range(0, 20).Select(_ => Guid.NewGuid())],
        Hours = [Open(DayOfWeek.Sunday, 0, 0), Open(DayOfWeek.Monday, 9, 12), Open(DayOfWeek.Monday, 12, 0), Open(DayOfWeek.Tuesday, 9, 12)],
        Greeting = new('x', 1000),
        Record = false,
        Announcement = "",
        TextBack = false,
        TextBackBody = "",
        TimeZone = "America/Sao_Paulo",
    }));

    [Fact]
    public void What_is_kept_is_in_order_and_without_blanks_around()
    {
        var member = Guid.NewGuid();

        var kept = VoiceSettingsRules.Check(Usual with
        {
            Members = [member, member],
            Hours = [Open(DayOfWeek.Sunday, 9, 12), Open(DayOfWeek.Monday, 13, 17), Open(DayOfWeek.Monday, 9, 12)],
            Holidays = [new(new(2032, 1, 1), " New Year "), new(new(2031, 12, 25), null!)],
            Greeting = "  Hello\0 ",
        });

        Assert.Equal([member], kept.Members);
        Assert.Equal([Open(DayOfWeek.Monday, 9, 12), Open(DayOfWeek.Monday, 13, 17), Open(DayOfWeek.Sunday, 9, 12)], kept.Hours);
        Assert.Equal([new(new(2031, 12, 25), ""), new(new(2032, 1, 1), "New Year")], kept.Holidays);
        Assert.Equal("Hello\uFFFD", kept.Greeting);
    }

    [Fact]
    public void Lists_that_were_not_given_are_empty()
    {
        var kept = VoiceSettingsRules.Check(Usual with { Members = default, Hours = default, Holidays = default });

        Assert.Equal((0, 0, 0), (kept.Members.Length, kept.Hours.Length, kept.Holidays.Length));
    }

    private static OpenHours Open(DayOfWeek day, int from, int until) => new(day, new(from, 0), new(until, 0));

    private static string Shown(VoiceSettings settings) => System.Text.Json.JsonSerializer.Serialize(settings);
}
