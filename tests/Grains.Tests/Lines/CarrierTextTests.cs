using OrleansSms.Grains.Lines;

namespace OrleansSms.Grains.Tests.Lines;

public sealed class CarrierTextTests
{
    [Theory]
    [InlineData("hi", "hi")]
    [InlineData("", "")]
    [InlineData("hi", "Sent from your Twilio trial account - hi")]
    [InlineData("“Don’t” – really…", "\"Don't\" - really...")]
    [InlineData("½ price ‼", "1/2 price !!")]
    [InlineData("a\u200bb", "ab")]
    [InlineData("１２３ ＡＢＣ", "123 ABC")]
    [InlineData("tab\there", "tab       here")]
    [InlineData("no\u00a0break", "no break")]
    [InlineData("line\r\nbreak ", "line\nbreak")]
    [InlineData("• item", "- item")]
    [InlineData("👋 hi", "👋 hi")]
    public void What_the_carrier_made_of_a_text_is_the_text(string ours, string theirs) => Assert.True(CarrierText.AreSame(ours, theirs));

    [Theory]
    [InlineData("hi", "Hi")]
    [InlineData("hi", "hi!")]
    [InlineData("hi", "")]
    [InlineData("1 0", "10")]
    [InlineData("é", "e")]
    [InlineData("hi", "Sent from your Twilio trial account - ho")]
    public void Another_text_is_another(string ours, string theirs) => Assert.False(CarrierText.AreSame(ours, theirs));

    [Fact]
    public void Who_writes_the_trial_prefix_himself_is_found_with_and_without_another() => Assert.All(
        (string[])["Sent from your Twilio trial account - hi", "Sent from your Twilio trial account - Sent from your Twilio trial account - hi"],
        theirs => Assert.True(CarrierText.AreSame("Sent from your Twilio trial account - hi", theirs)));
}
