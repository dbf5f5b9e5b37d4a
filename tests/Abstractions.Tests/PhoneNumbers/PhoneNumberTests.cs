using CsCheck;
using OrleansSms.PhoneNumbers;

namespace OrleansSms.Abstractions.Tests.PhoneNumbers;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+447700900226")]
    [InlineData("+44 7700 900226")]
    [InlineData("+44 (0)7700 900226")]
    [InlineData("+44-7700-900-226")]
    [InlineData("  +44.7700.900226 ")]
    [InlineData("tel:+44-7700-900226")]
    [InlineData("07700 900226")]
    [InlineData("(07700) 900 226")]
    [InlineData("00447700900226")]
    [InlineData("\uFF0B\uFF14\uFF14\uFF17\uFF17\uFF10\uFF10\uFF19\uFF10\uFF10\uFF12\uFF12\uFF16")]
    public void Every_usual_spelling_is_one_number(string typed) => Assert.Equal("+447700900226", PhoneNumber.Parse(typed, "GB"));

    [Theory]
    [InlineData("(415) 555-2671", "US", "+14155552671")]
    [InlineData("1 415 555 2671", "US", "+14155552671")]
    [InlineData("030 123456", "DE", "+4930123456")]
    [InlineData("06 12 34 56 78", "FR", "+33612345678")]
    public void A_national_number_is_read_in_its_country(string typed, string region, string number) =>
        Assert.Equal(number, PhoneNumber.Parse(typed, region));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("call me")]
    [InlineData("+")]
    [InlineData("+1")]
    [InlineData("+44 7700 9002261234567")]
    [InlineData("+14155552671 ext. 5")]
    [InlineData("+999123456789")]
    [InlineData("\0")]
    public void What_is_no_number_is_none(string? typed) => Assert.Null(PhoneNumber.Parse(typed, "GB"));

    [Fact]
    public void A_very_long_text_is_no_number() => Assert.Null(PhoneNumber.Parse("+44" + new string('0', 10_000)));

    [Fact]
    public void Without_a_country_a_national_number_is_none() => Assert.Null(PhoneNumber.Parse("07700 900226"));

    [Theory]
    [InlineData("+44 7700 900226", "+447700900226")]
    [InlineData("12345", "12345")]
    [InlineData(" Bank ", "BANK")]
    [InlineData("bank", "BANK")]
    public void A_sender_has_one_canonical_form(string sender, string canonical) => Assert.Equal(canonical, PhoneNumber.Canonical(sender));

    [Fact]
    public void Canonical_forms_stay_as_they_are() => Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 1, 15], Gen.Long[1_000_000, 999_999_999_999].Select(n => "+" + n))
        .Sample(sender => Assert.Equal(PhoneNumber.Canonical(sender), PhoneNumber.Canonical(PhoneNumber.Canonical(sender))));

    [Fact]
    public void Nothing_that_is_typed_makes_it_throw() => Gen.String.Sample(typed =>
    {
        Assert.True(PhoneNumber.Parse(typed, "US") is null or ['+', ..]);
        Assert.NotNull(PhoneNumber.Canonical(typed));
        Assert.NotNull(PhoneNumber.Display(typed));
        Assert.NotNull(PhoneNumber.Mask(typed));
    });

    [Theory]
    [InlineData("+447700900226", "+44 7700 900226")]
    [InlineData("12345", "12345")]
    [InlineData("BANK", "BANK")]
    public void The_eye_gets_spaces_where_there_is_a_number(string number, string shown) => Assert.Equal(shown, PhoneNumber.Display(number));

    [Theory]
    [InlineData("+447700900226", "GB")]
    [InlineData("+14155552671", "US")]
    [InlineData("+16135550123", "CA")]
    [InlineData("+80012345678", null)]
    [InlineData("BANK", null)]
    public void A_number_has_a_country(string number, string? region) => Assert.Equal(region, PhoneNumber.Region(number));

    [Fact]
    public void A_log_shows_neither_the_whole_number_nor_a_short_one()
    {
        Assert.Equal("+447…26", PhoneNumber.Mask("+447700900226"));
        Assert.Equal("…", PhoneNumber.Mask("12345"));
    }
}
