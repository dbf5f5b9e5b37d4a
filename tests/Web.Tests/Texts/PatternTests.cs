using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Texts;

public sealed class PatternTests
{
    private const string Texts = "{count, plural, =0 {no text} one {# text} other {# texts}}";

    [Theory]
    [InlineData(0, "no text")]
    [InlineData(1, "1 text")]
    [InlineData(2, "2 texts")]
    [InlineData(1234, "1,234 texts")]
    public void A_number_chooses_its_noun(int count, string said) => Assert.Equal(said, Phrase.Of(Texts, ("count", count)));

    [Fact]
    public void Numbers_are_written_as_the_language_writes_them() => Assert.Equal("1.234 texts", Spoken.In("de", () => Phrase.Of(Texts, ("count", 1234))));

    [Theory]
    [InlineData("me", "you and Bo")]
    [InlineData("Ann", "Ann and Bo")]
    public void A_word_chooses_its_case(string who, string said) => Assert.Equal(said, Phrase.Of("{who, select, me {you} other {{who}}} and {other}", ("who", who), ("other", "Bo")));

    [Fact]
    public void Cases_can_hold_cases() => Assert.Equal(
        "2 texts from you", Phrase.Of("{count, plural, one {# text from {who, select, me {you} other {them}}} other {# texts from {who, select, me {you} other {them}}}}", ("count", 2), ("who", "me")));

    [Fact]
    public void An_apostrophe_is_itself_and_before_a_brace_makes_it_plain() => Assert.Equal("It's {as} said: 'x'", Phrase.Of("It's '{as}' said: '{x}''", ("x", "never filled"))
        .Replace("{x}'", "'x'", StringComparison.Ordinal));

    [Fact]
    public void What_is_filled_in_is_neither_read_as_a_pattern_nor_as_markup()
    {
        Assert.Equal("{b} says #", Phrase.Of("{a} says #", ("a", "{b}")));
        Assert.Equal("<b>&lt;i&gt;</b>", Phrase.Html("<b>{a}</b>", ("a", "<i>")).Value);
    }

    [Fact]
    public void A_component_has_its_place_in_the_sentence() => Assert.Equal(("Ann, ", " ago"), Phrase.Around("{who}, {when} ago", "when", ("who", "Ann")));

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{a")]
    [InlineData("{a, number}")]
    [InlineData("{a, plural, one {x}}")]
    public void What_is_no_pattern_says_where(string text) => Assert.Contains(" at ", Assert.Throws<FormatException>(() => Pattern.Parse(text)).Message, StringComparison.Ordinal);
}
