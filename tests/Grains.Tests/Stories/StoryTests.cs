using CsCheck;
using Orleans.Storage;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Grains.Tests.Stories;

/// <summary>Any interleaving of callers, lost answers, late commits, second activations and crashes, against what must be true of all of them.</summary>
public sealed class StoryTests
{
    private const int Stories = 100_000;

    [Fact]
    public void Whatever_happens_in_whatever_order_everything_acknowledged_stands_once() =>
        Step.Any.Array[1, 40].Sample(steps => Check(Story.Tell(steps)), iter: Stories, print: steps => string.Join('\n', steps.Select(step => step.ToString())));

    [Fact]
    public void Texts_that_come_while_a_commit_is_under_way_share_the_next_one()
    {
        var story = Story.Tell([new Step.Text(0, 1), new Step.Text(0, 2), new Step.Text(0, 3), new Step.Text(0, 4)]);

        Assert.Equal((4, 3), (story.Store.Messages.Count, story.Store.MostInOneCommit));
    }

    [Fact]
    public void A_commit_whose_answer_was_lost_is_not_written_again()
    {
        var story = Story.Tell([new Step.Send(0, 1), new Step.Answer(Fate.AnswerLost)]);

        Assert.Single(story.Store.Messages);
        Assert.Empty(story.Faults);
        Assert.Equal(Story.DraftId(1), Assert.Single(story.Sent).Taken.Message.Id);
    }

    [Fact]
    public void A_commit_that_arrives_after_it_was_given_up_changes_nothing()
    {
        var story = Story.Tell([new Step.Text(0, 1), new Step.Answer(Fate.Delayed), new Step.Answer(Fate.Answered), new Step.Answer(Fate.Answered), new Step.Arrive()]);

        Assert.Single(story.Store.Messages);
    }

    private static void Check(Story story)
    {
        var (store, head, messages) = (story.Store, story.Store.Head, story.Store.Messages);
        EveryoneIsAnswered(story);

        // Entry numbers, counts and versions.
        Assert.Equal(Enumerable.Range(1, store.Entries.Count), store.Entries.Select(entry => entry.Number));
        Assert.Equal(messages.Count, head?.SmsCount ?? 0);
        Assert.Equal(messages.Count(message => message.Direction == Direction.Inbound), head?.InboundCount ?? 0);
        Assert.InRange(head?.UnreadCount ?? 0, 0, head?.InboundCount ?? 0);
        Assert.Equal(store.Versions.Count, head?.Version ?? 0);

        // Nothing lost, nothing doubled.
        Assert.Equal(
            story.Acknowledged.OfType<Step.Text>().Select(text => Some.Sid(text.Sid)).Distinct().Order(),
            messages.Where(message => message.Direction == Direction.Inbound).Select(message => message.MessageSid!).Order());
        var outbound = messages.Where(message => message.Direction == Direction.Outbound).ToList();
        Assert.Equal(story.Sent.Select(sent => sent.Taken.Message.Id).Distinct().Order(), outbound.Select(message => message.Id).Order());
        Assert.All(story.Sent, sent => Assert.Equal(Story.DraftId(sent.Send.Draft), sent.Taken.Message.Id));

        // A status is the highest that was ever reported, each report is kept, and the outbox holds what is still ours to send.
        Assert.All(outbound, message => Assert.Equal(message.Timeline.Select(entry => Delivery.Of(entry.Word)!.Value).Append(DeliveryStatus.Queued).Max(), message.Status));
        Assert.All(story.Reported, report => Assert.Contains(report.Word, outbound.Single(message => message.Id == Story.DraftId(report.Draft)).Timeline.Select(entry => entry.Word)));
        Assert.Equal(outbound.Where(message => Delivery.IsInOutbox(message.Status)).Select(message => message.Id).Order(), store.Outbox.Order());
        NothingIsSentBehindStop(messages);
    }

    private static void EveryoneIsAnswered(Story story) =>
        // What a caller may be told beside an answer: the database is away, others write all the time, or a rule says no.
        Assert.All(story.Faults, fault => Assert.True(
            fault.Fault is TimeoutException or InconsistentStateException or CommitInDoubtException or RefusedException { Code: Refusals.OptedOut }, fault.ToString()));

    private static void NothingIsSentBehindStop(List<Message> messages)
    {
        var stopped = false;
        foreach (var message in messages)
        {
            Assert.False(stopped && message.Direction == Direction.Outbound, "A text was committed behind a STOP.");
            stopped = message.MessageSid == Some.Sid(5) || (message.MessageSid != Some.Sid(6) && stopped);
        }
    }
}
