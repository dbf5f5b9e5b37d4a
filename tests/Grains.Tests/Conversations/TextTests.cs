using System.Globalization;
using CsCheck;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class TextTests
{
    private const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";

    [Theory]
    [InlineData("", false, "")]
    [InlineData(" \n ", false, "")]
    [InlineData("", true, "Photo")]
    [InlineData("look", true, "look")]
    [InlineData(" two\r\n\tlines ", false, "two lines")]
    public void A_preview_is_one_line(string body, bool hasMedia, string preview) => Assert.Equal(preview, Preview.Of(body, hasMedia));

    [Fact]
    public void A_preview_is_short() => Assert.Equal(new string('a', 120) + "…", Preview.Of(new string('a', 121), hasMedia: false));

    [Fact]
    public void A_preview_shows_whole_what_just_fits() => Assert.Equal(new string('a', 120), Preview.Of(new string('a', 120), hasMedia: false));

    [Fact]
    public void A_preview_never_cuts_an_emoji() => Gen.Int[100, 120].Sample(letters =>
        Assert.Matches($"^a*({Family})*…$", Preview.Of(new string('a', letters) + Family + Family + Family, hasMedia: false)));

    [Fact]
    public void A_character_without_end_is_cut_between_its_parts()
    {
        var preview = Preview.Of("\U0001F44B" + string.Concat(Enumerable.Repeat("\u0301", 117)) + string.Concat(Enumerable.Repeat("\U0001F3FB", 40)), hasMedia: false);

        Assert.Equal(StorableText.Of(preview), preview);
        Assert.InRange(preview.Length, 2, 121);
    }

    [Fact]
    public void A_preview_is_never_longer_than_its_place() => Gen.String[Gen.Char, 0, 400].Sample(body =>
    {
        var preview = Preview.Of(StorableText.Of(body), hasMedia: false);
        Assert.InRange(preview.Length, 0, 121);
        Assert.Equal(StorableText.Of(preview), preview);
    });

    [Fact]
    public void Storable_text_is_what_utf8_can_carry_and_never_longer_or_shorter() => Gen.String.Sample(text =>
    {
        var storable = StorableText.Of(text);

        Assert.DoesNotContain('\0', storable);
        Assert.Equal(text.Length, storable.Length);
        Assert.Equal(storable, new UtfRoundTrip(storable).Text);
        Assert.Equal(storable, StorableText.Of(storable));
    });

    [Fact]
    public void What_is_whole_stays_and_every_half_is_replaced()
    {
        Assert.Equal("plain \U0001F600", StorableText.Of("plain \U0001F600"));
        Assert.Equal("\uFFFD", StorableText.Of("\0"));
        Assert.Equal("\uFFFDa", StorableText.Of("\uD83Da"));
        Assert.Equal("\uFFFD\uFFFD", StorableText.Of("\uDE00\uD83D"));
    }

    [Fact]
    public void The_same_inbound_text_is_the_same_message()
    {
        Assert.Equal(Guid.ParseExact("0000000000000000000000000000002a", "N"), MessageIds.OfInbound("SM" + 42.ToString("x32", CultureInfo.InvariantCulture)));
        Assert.Equal(MessageIds.OfInbound("odd"), MessageIds.OfInbound("odd"));
        Assert.NotEqual(MessageIds.OfInbound("odd"), MessageIds.OfInbound("even"));
    }

    private sealed class UtfRoundTrip(string text)
    {
        public string Text { get; } = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
