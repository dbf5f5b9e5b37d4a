using OrleansSms.Conversations;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Words;

public sealed class PreviewTests
{
    [Fact]
    public void A_preview_is_one_line() => Assert.Equal("a b c", Preview.Text(Some.Head(preview: "a\n\n b\tc ")));

    [Fact]
    public void A_message_without_words_is_a_photo_or_file() => Assert.Equal("Photo or file", Preview.Text(Some.Head(preview: "")));

    [Fact]
    public void A_text_that_was_deleted_says_so() =>
        Assert.Equal("Text deleted", Preview.Text(Some.Head(preview: "", last: 3) with { PreviewNumber = 2, TextsDeletedThrough = 2 }));

    [Fact]
    public void A_photo_that_came_after_it_is_a_photo() =>
        Assert.Equal("Photo or file", Preview.Text(Some.Head(preview: "", last: 3) with { PreviewNumber = 3, TextsDeletedThrough = 2 }));

    [Fact]
    public void Only_our_own_message_can_have_failed()
    {
        Assert.True(Preview.Failed(Some.Head(direction: Direction.Outbound, status: DeliveryStatus.Undelivered)));
        Assert.False(Preview.Failed(Some.Head(direction: Direction.Outbound, status: DeliveryStatus.Sent)));
    }

    [Theory]
    [InlineData("+447400123456", "+44 7400 123456", "56", "United Kingdom")]
    [InlineData("AMAZON", "AMAZON", "A", null)]
    public void A_contact_has_a_name_an_avatar_and_maybe_a_country(string contact, string name, string initials, string? country)
    {
        Assert.Equal(name, Who.Contact(contact));
        Assert.Equal(initials, Who.Initials(contact));
        Assert.Equal(country, Who.Country(contact));
    }

    [Fact]
    public void A_line_without_a_name_is_told_by_its_last_digits() =>
        Assert.Equal(("Sales", "…0112"), (Who.LineBriefly(new(Some.Line, "Sales")), Who.LineBriefly(new(Some.Line, null))));

    [Fact]
    public void A_tint_never_changes() => Assert.Equal((3, 4), (Who.Tint("+447700900226"), Who.Tint("+447700900227")));

    [Theory]
    [InlineData(1, "1 message")]
    [InlineData(0, "0 messages")]
    [InlineData(1200, "1,200 messages")]
    public void A_number_has_the_right_noun(int count, string expected) =>
        Assert.Equal(expected, Phrase.Of("{count, plural, one {# message} other {# messages}}", ("count", count)));
}
