using CsCheck;
using OrleansSms.Conversations;

namespace OrleansSms.Abstractions.Tests.Conversations;

public sealed class SmsSegmentsTests
{
    private const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";

    public static TheoryData<string, int, bool, int, int> Repeated => new()
    {
        { "a", 160, true, 160, 1 },
        { "a", 161, true, 161, 2 },
        { "a", 306, true, 306, 2 },
        { "a", 307, true, 307, 3 },
        { "a", 459, true, 459, 3 },
        { "a", 460, true, 460, 4 },
        { "a", 1530, true, 1530, 10 },
        { "a", 1531, true, 1531, 11 },
        { "a", 1600, true, 1600, 11 },
        { "я", 70, false, 70, 1 },
        { "я", 71, false, 71, 2 },
        { "я", 134, false, 134, 2 },
        { "я", 135, false, 135, 3 },
        { "я", 670, false, 670, 10 },
        { "я", 671, false, 671, 11 },
        { "я", 1600, false, 1600, 24 },
        { "€", 80, true, 160, 1 },
        { "€", 81, true, 162, 2 },
        { "\U0001F600", 35, false, 70, 1 },
        { "\U0001F600", 36, false, 72, 2 },
        { "\U0001F600", 66, false, 132, 2 },
        { "\U0001F600", 67, false, 134, 3 },
        { Family, 10, false, 110, 2 },
    };

    public static TheoryData<string, bool, int, int> Texts => new()
    {
        { "", true, 0, 1 },
        { A(158) + "€", true, 160, 1 },
        { A(159) + "€", true, 161, 2 },
        { A(152) + "€" + A(151), true, 305, 2 },
        { A(152) + "€" + A(152), true, 306, 3 },
        { A(159) + "\u2019", false, 160, 3 },
        { "ça va", false, 5, 1 },
        { "`code`", false, 6, 1 },
        { "~{}[]^|€\\", true, 18, 1 },
        { "a\tb", false, 3, 1 },
        { "a\u00A0b", false, 3, 1 },
        { "“Hi” – ok…", false, 10, 1 },
        { "½ cup", false, 5, 1 },
        { "a\r\nb", true, 4, 1 },
        { "я\r\nя", false, 4, 1 },
    };

    [Theory, MemberData(nameof(Repeated))]
    public void A_repeated_text_takes_the_segments_of_the_carriers_calculator(string text, int times, bool gsm7, int units, int segments) =>
        Assert.Equal(new(gsm7, units, segments), SmsSegments.Of(string.Concat(Enumerable.Repeat(text, times))));

    [Theory, MemberData(nameof(Texts))]
    public void A_text_takes_the_segments_of_the_carriers_calculator(string text, bool gsm7, int units, int segments) =>
        Assert.Equal(new(gsm7, units, segments), SmsSegments.Of(text));

    [Fact]
    public void A_character_run_longer_than_a_segment_is_cut_and_nothing_is_lost() =>
        Assert.Equal(new(false, 201, 3), SmsSegments.Of("e" + new string('\u0301', 200)));

    [Fact]
    public void Segments_always_hold_the_units_and_one_fewer_would_not_hold_a_text_without_pairs() => Gen.Int[0, 1600].Sample(length =>
    {
        var (latin, cyrillic) = (SmsSegments.Of(A(length)), SmsSegments.Of(new string('я', length)));

        Assert.Equal(length <= 160 ? 1 : (length + 152) / 153, latin.Segments);
        Assert.Equal(length <= 70 ? 1 : (length + 66) / 67, cyrillic.Segments);
    });

    [Fact]
    public void Any_text_at_all_is_counted() => Gen.String.Sample(text =>
    {
        var counted = SmsSegments.Of(text);

        Assert.InRange(counted.Units, text.Length, text.Length * 2);
        Assert.InRange(counted.Segments, 1, Math.Max(1, counted.Units));
    });

    private static string A(int length) => new('a', length);
}
