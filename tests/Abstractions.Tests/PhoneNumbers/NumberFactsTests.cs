using OrleansSms.PhoneNumbers;

namespace OrleansSms.Abstractions.Tests.PhoneNumbers;

public sealed class NumberFactsTests
{
    [Theory]
    [InlineData("+442079460112", true)]
    [InlineData("+493012345678", true)]
    [InlineData("+447700900226", false)]
    [InlineData("+14155550123", false)]
    [InlineData("+4915112345678", false)]
    [InlineData("72345", false)]
    [InlineData("ACME", false)]
    public void A_number_of_a_landline_range_looks_like_one(string number, bool landline) => Assert.Equal(landline, NumberFacts.LooksLikeLandline(number));

    [Theory]
    [InlineData("+14155550123", "America/Los_Angeles")]
    [InlineData("+12125550123", "America/New_York")]
    [InlineData("+447700900226", "Europe/London")]
    [InlineData("+493012345678", "Europe/Berlin")]
    public void A_number_has_a_clock(string number, string zone) => Assert.Contains(NumberFacts.TimeZones(number), known => known.Id == zone);

    [Theory]
    [InlineData("72345")]
    [InlineData("ACME")]
    [InlineData("")]
    public void What_is_no_number_has_none(string number) => Assert.Empty(NumberFacts.TimeZones(number));
}
