using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Words;

public sealed class BodyTextTests
{
    [Fact]
    public void Links_are_links_and_the_stop_after_them_is_not() =>
        Assert.Equal(
            [new("See ", null), new("https://example.com/a?b=1", "https://example.com/a?b=1"), new(", or (", null), new("http://x.org", "http://x.org"), new(").", null)],
            BodyText.Parts("See https://example.com/a?b=1, or (http://x.org)."));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("just text")]
    [InlineData("https://")]
    public void Everything_else_stays_text(string body) => Assert.Equal([new(body, null)], BodyText.Parts(body));

    [Theory]
    [InlineData("👍", true)]
    [InlineData("👍🏽 🎉", true)]
    [InlineData("👍👍👍👍", false)]
    [InlineData("ok", false)]
    [InlineData("👍 ok", false)]
    [InlineData("", false)]
    public void Up_to_three_emoji_are_shown_large(string body, bool large) => Assert.Equal(large, BodyText.IsEmojiOnly(body));
}
