using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

/// <summary>What a STOP speaks of: everything up to it, for ever.</summary>
public sealed class StoppedThroughTests
{
    [Fact]
    public void A_stop_speaks_of_everything_before_it_and_a_start_takes_nothing_back()
    {
        Assert.Equal(0, Some.Conversation(Some.Text(1)).Head!.StoppedThrough);
        Assert.Equal(2, Some.Conversation(Some.Text(1), Some.Text(2, "STOP")).Head!.StoppedThrough);
        Assert.Equal(2, Some.Conversation(Some.Text(1), Some.Text(2, "STOP"), Some.Text(3, "START"), Some.Text(4)).Head!.StoppedThrough);
        Assert.Equal(4, Some.Conversation(Some.Text(1, "STOP"), Some.Text(2, "START"), Some.Text(3), Some.Text(4, "Stop")).Head!.StoppedThrough);
    }

    [Fact]
    public void The_carriers_refusal_speaks_of_everything_that_waits()
    {
        var conversation = Some.Conversation();
        var sent = conversation.Queue(Some.Draft("1"), Some.Now);
        conversation = conversation.Apply(sent);
        conversation = conversation.Apply(conversation.Queue(Some.Draft("2"), Some.Now));

        var refused = conversation.Report(sent.Message!, new(sent.Message!.Id, "failed", ErrorCode: 21610), Some.Now)!;

        Assert.Equal((true, 2), (refused.Head.OptedOut, refused.Head.StoppedThrough));
    }

    [Fact]
    public void What_an_old_text_failed_of_is_not_said_again_by_a_later_report_of_it()
    {
        var conversation = Some.Conversation();
        var sent = conversation.Queue(Some.Draft("1"), Some.Now);
        conversation = conversation.Apply(sent);
        var refused = conversation.Report(sent.Message!, new(sent.Message!.Id, "failed", Some.Sid(1), ErrorCode: 21610), Some.Now)!;
        conversation = conversation.Apply(refused);
        conversation = conversation.Apply(conversation.Receive(Some.Text(2, "START"), Some.Now)!);

        var priced = conversation.Report(refused.Message!, new(sent.Message.Id, "failed", Some.Sid(1), ErrorCode: null, Price: -0.01m), Some.Now)!;

        Assert.False(priced.Head.OptedOut);
    }

    [Fact]
    public void What_was_not_sent_for_it_is_canceled_with_the_reason()
    {
        var folded = ReportFold.Fold(Some.Queued(), new(Guid.NewGuid(), DeliveryReport.OptedOut), Some.Now)!;

        Assert.Equal((DeliveryStatus.Canceled, "They opted out before this was sent."), (folded.Status, folded.ErrorMessage));
        Assert.Null(folded.ErrorCode);
    }
}
