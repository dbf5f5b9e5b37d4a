using System.Reflection;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Texts;

public sealed class RefusalTextTests
{
    public static TheoryData<string> Codes => [.. typeof(Refusals).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetRawConstantValue()!)];

    [Theory, MemberData(nameof(Codes))]
    public void Every_code_has_German_words_for_a_sentence_that_nobody_knows(string code) =>
        Assert.NotEqual("Something new.", Spoken.In("de", () => RefusalWords.Of(new(code, "Something new."))));

    [Theory, MemberData(nameof(Codes))]
    public void In_English_the_sentence_stays_as_it_came(string code) => Assert.Equal("Something new.", RefusalWords.Of(new(code, "Something new.")));

    [Theory]
    [InlineData("Too late: it was sent.", "Zu spät: Es ist schon gesendet.")]
    [InlineData("This text may have been sent before. It cannot be taken back.", "Diese Nachricht wurde vielleicht schon gesendet. Sie lässt sich nicht zurücknehmen.")]
    [InlineData("This number belongs to Maya Okafor.", "Diese Nummer gehört zu Maya Okafor.")]
    [InlineData("A tag has 1 to 40 characters.", "Ein Schlagwort hat 1 bis 40 Zeichen.")]
    public void A_sentence_that_is_known_says_more_than_its_code(string came, string said)
    {
        Assert.Equal(said, Spoken.In("de", () => RefusalWords.Of(new(Refusals.TooLate, came))));
        Assert.Equal(came, RefusalWords.Of(new(Refusals.TooLate, came)));
    }

    [Fact]
    public void A_code_of_another_build_leaves_the_sentence() =>
        Assert.Equal("Not on Sundays.", Spoken.In("de", () => RefusalWords.Of(new("not-on-sundays", "Not on Sundays."))));
}
