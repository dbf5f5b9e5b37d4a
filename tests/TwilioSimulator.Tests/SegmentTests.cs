using OrleansSms.TwilioSimulator.Messages.Text;

namespace OrleansSms.TwilioSimulator.Tests;

public sealed class SegmentTests
{
    public static TheoryData<string, bool, int, int> Vectors => new()
    {
        { A(160), true, 160, 1 },
        { A(161), true, 161, 2 },
        { A(306), true, 306, 2 },
        { A(307), true, 307, 3 },
        { A(459), true, 459, 3 },
        { A(460), true, 460, 4 },
        { A(1530), true, 1530, 10 },
        { A(1531), true, 1531, 11 },
        { A(1600), true, 1600, 11 },
        { Times("я", 70), false, 70, 1 },
        { Times("я", 71), false, 71, 2 },
        { Times("я", 134), false, 134, 2 },
        { Times("я", 135), false, 135, 3 },
        { Times("я", 670), false, 670, 10 },
        { Times("я", 671), false, 671, 11 },
        { Times("я", 1600), false, 1600, 24 },
        { Times("€", 80), true, 160, 1 },
        { Times("€", 81), true, 162, 2 },
        { A(158) + "€", true, 160, 1 },
        { A(159) + "€", true, 161, 2 },
        { A(152) + "€" + A(151), true, 305, 2 },
        { A(152) + "€" + A(152), true, 306, 3 },
        { Times("😀", 35), false, 70, 1 },
        { Times("😀", 36), false, 72, 2 },
        { Times("😀", 66), false, 132, 2 },
        { Times("😀", 67), false, 134, 3 },
        { Times("👨‍👩‍👧‍👦", 10), false, 110, 2 },
        { A(159) + "’", false, 160, 3 },
        { "ça va", false, 5, 1 },
        { "`code`", false, 6, 1 },
        { "~{}[]^\\|€", true, 18, 1 },
        { "a\tb", false, 3, 1 },
        { "a\u00A0b", false, 3, 1 },
        { "“Hi” – ok…", false, 10, 1 },
        { "", true, 0, 1 },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_vectors_of_the_contract_are_reproduced(string text, bool isGsm7, int units, int segments) =>
        Assert.Equal(new SegmentCount(isGsm7, units, segments), SegmentCount.Of(text));

    [Theory]
    [InlineData("“Hi” – ok…", "\"Hi\" - ok...")]
    [InlineData("½ cup", "1/2 cup")]
    [InlineData("`code`", "'code'")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("Ａ１", "A1")]
    [InlineData("plain", "plain")]
    public void Smart_encoding_replaces_look_alikes(string text, string expected)
    {
        Assert.Equal(expected, SmartEncoding.Apply(text));
        Assert.True(SegmentCount.Of(SmartEncoding.Apply(text)).IsGsm7);
    }

    [Fact]
    public void Smart_encoding_leaves_emoji_alone() => Assert.Equal("\"😀\"", SmartEncoding.Apply("“😀”"));

    private static string A(int count) => new('a', count);

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
