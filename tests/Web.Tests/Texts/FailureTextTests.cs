using OrleansSms.Conversations;
using OrleansSms.Failures;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Texts;

public sealed class FailureTextTests
{
    // One of each range for codes that are not listed.
    public static TheoryData<int> Codes => [400, 401, 503, 30999, 63999, 99999, .. FailureCatalogue.Known];

    [Theory, MemberData(nameof(Codes))]
    public void In_English_a_failure_is_told_in_the_words_of_the_catalogue(int code)
    {
        var reason = FailureCatalogue.Explain(code);
        Assert.Equal(reason, FailureWords.Of(reason));
    }

    [Theory, MemberData(nameof(Codes))]
    public void In_German_every_failure_has_German_words(int code) => IsGerman(FailureCatalogue.Explain(code));

    public static TheoryData<int> CallCodes => [401, 403, 429, 503, 13999, 20003, .. FailureCatalogue.KnownOfCalls];

    [Theory, MemberData(nameof(CallCodes))]
    public void Every_failure_of_a_call_has_the_words_of_the_catalogue_and_German_ones(int code)
    {
        var reason = FailureCatalogue.ExplainCall(code);
        Assert.Equal(reason, FailureWords.Of(reason));
        IsGerman(reason);
    }

    [Fact]
    public void Reasons_without_a_code_have_German_words_too()
    {
        var givenUp = new StatusReport(DeliveryReport.GivenUp, null, null, Some.Noon, null);
        IsGerman(FailureCatalogue.Explain(null));
        IsGerman(FailureCatalogue.ExplainCall(null));
        IsGerman(FailureCatalogue.InDoubt);
        IsGerman(FailureCatalogue.NotConfirmed);
        IsGerman(FailureCatalogue.OptedOutFirst);
        IsGerman(FailureCatalogue.Explain(null, [givenUp]));
        IsGerman(FailureCatalogue.Explain(20429, [givenUp with { ErrorCode = 20429 }]));
    }

    [Theory]
    [InlineData("They replied before this was sent.", "Es kam eine Antwort, bevor dies gesendet wurde.")]
    [InlineData("They opted out before this was sent.", "SMS wurden abbestellt, bevor dies gesendet wurde.")]
    public void What_was_called_off_says_why_in_German(string kept, string said) =>
        Assert.Equal(said, Spoken.In("de", () => FailureWords.OfCanceled(Some.Out(1, status: DeliveryStatus.Canceled) with { ErrorMessage = kept })));

    [Fact]
    public void A_code_that_nobody_knows_is_still_named() =>
        Assert.Equal("Die Nachricht konnte nicht zugestellt werden. (Code 30999)", Spoken.In("de", () => FailureWords.Of(FailureCatalogue.Explain(30999)).Help));

    private static void IsGerman(FailureReason reason)
    {
        var said = Spoken.In("de", () => FailureWords.Of(reason));
        Assert.NotEqual(reason.Title, said.Title);
        Assert.NotEqual(reason.Help, said.Help);
    }
}
