using OrleansSms.Conversations;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Words;

public sealed class StatusWordsTests
{
    [Theory]
    [InlineData(DeliveryStatus.Queued, "clock", "Queued")]
    [InlineData(DeliveryStatus.Accepted, "clock", "Sending")]
    [InlineData(DeliveryStatus.InDoubt, "doubt", "Checking…")]
    [InlineData(DeliveryStatus.Sent, "check", "Sent")]
    [InlineData(DeliveryStatus.Delivered, "checks", "Delivered")]
    [InlineData(DeliveryStatus.Read, "eye", "Read")]
    [InlineData(DeliveryStatus.Undelivered, "alert", "Not delivered")]
    public void A_status_has_a_mark_and_a_word(DeliveryStatus status, string icon, string word)
    {
        var mark = StatusWords.Mark(status);
        Assert.Equal((icon, word), (mark.Icon, mark.Word));
    }

    [Fact]
    public void Only_a_settled_message_may_hide_its_mark_inside_a_group() =>
        Assert.Equal(
            [DeliveryStatus.Delivered, DeliveryStatus.Read, DeliveryStatus.Received],
            Enum.GetValues<DeliveryStatus>().Where(status => !StatusWords.AlwaysShown(status)));

    [Fact]
    public void A_word_of_the_carrier_that_nobody_knows_is_shown_as_it_is() => Assert.Equal("teleported", StatusWords.OfReport("teleported"));

    [Fact]
    public void A_failure_is_told_with_its_cause_and_help()
    {
        var failure = FailureWords.Of(Some.Out(1, status: DeliveryStatus.Undelivered) with { ErrorCode = 30003 });
        Assert.NotEqual("Not delivered", failure.Title);
        Assert.NotEmpty(failure.Help);
    }
}
