using OrleansSms.Twilio.Tests.Kit;
using OrleansSms.Twilio.Voice;

namespace OrleansSms.Twilio.Tests.Voice;

public sealed class CallerIdTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("anonymous")]
    [InlineData("Anonymous")]
    [InlineData("ANONYMOUS")]
    [InlineData("unavailable")]
    [InlineData("Restricted")]
    [InlineData("unknown")]
    [InlineData("+266696687")]
    [InlineData("266696687")]
    [InlineData("+86282452253")]
    [InlineData("+7378742833")]
    [InlineData("+8656696")]
    [InlineData("sip:anonymous@anonymous.invalid")]
    public void Whoever_withholds_the_number_is_one_contact(string? from) => Assert.Equal("ANONYMOUS", CallerId.Read(from));

    [Theory]
    [InlineData(Some.Contact, Some.Contact)]
    [InlineData(" +1 (415) 555-0123 ", Some.Contact)]
    [InlineData("73553", "73553")]
    [InlineData("sip:alice@example.com", "SIP:ALICE@EXAMPLE.COM")]
    [InlineData("client:front-desk", "CLIENT:FRONT-DESK")]
    [InlineData("+266696688", "+266696688")]
    public void Everybody_else_is_who_they_are(string from, string contact) => Assert.Equal(contact, CallerId.Read(from));

    [Fact]
    public void The_canonical_word_stays_what_it_is() => Assert.Equal(CallerId.Withheld, CallerId.Read(CallerId.Withheld));

    [Fact]
    public void What_is_longer_than_anything_that_calls_is_nobody() => Assert.Null(CallerId.Read("sip:" + new string('x', 61)));
}
