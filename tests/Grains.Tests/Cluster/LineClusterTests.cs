using OrleansSms.Conversations;
using OrleansSms.Grains.Lines;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Cluster;

public sealed class LineClusterTests(OneSilo silos) : IClassFixture<OneSilo>, IDisposable
{
    // Orleans itself does not start on a time that a test moves; here the time is real, and what is asserted of it are lower bounds.
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(15);

    private readonly string _line = StoredThread.NewLine();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_goes_to_the_carrier_and_the_carriers_answer_into_the_thread()
    {
        var draft = await Send(new(Guid.NewGuid()), "hi");

        var item = await Given(Cancellation);
        Assert.Equal((draft.Id, "hi", 1), (item.MessageId, item.Body, item.Attempt));
        var message = await Shown(draft, DeliveryStatus.Accepted);
        Assert.Equal("SM" + draft.Id.ToString("N"), message.MessageSid);
        Assert.Null(await silos.Store.Outbox.NextDue(_line, Cancellation));
    }

    [Fact]
    public async Task Within_a_conversation_the_next_text_waits_for_the_carriers_answer_to_the_one_before()
    {
        var answers = new Queue<TaskCompletionSource<CarrierAnswer>>([new(), new(), new()]);
        var waiting = answers.ToArray();
        silos.Carrier.Answer = _ => answers.Dequeue().Task;
        var id = new ConversationId(Guid.NewGuid());
        var drafts = new[] { await Send(id, "1"), await Send(id, "2"), await Send(id, "3") };

        for (var i = 0; i < drafts.Length; i++)
        {
            var item = await Given(Cancellation);
            Assert.Equal(drafts[i].Id, item.MessageId);
            Assert.Equal(drafts.Length - 1 - i, answers.Count);
            waiting[i].SetResult(new CarrierAnswer.Settled(new(item.MessageId, "queued", "SM" + item.MessageId.ToString("N"))));
        }
    }

    [Fact]
    public async Task An_unreachable_carrier_is_tried_again_after_a_while_and_then_has_it()
    {
        var tries = new List<DateTimeOffset>();
        silos.Carrier.Answer = item =>
        {
            tries.Add(Time.GetUtcNow());
            return Task.FromResult<CarrierAnswer>(tries.Count == 1
                ? new CarrierAnswer.NotExecuted(TimeSpan.FromSeconds(1), "429")
                : new CarrierAnswer.Settled(new(item.MessageId, "queued")));
        };
        var draft = await Send(new(Guid.NewGuid()), "hi");

        await Shown(draft, DeliveryStatus.Accepted);

        Assert.Equal(2, tries.Count);
        Assert.True(tries[1] - tries[0] >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_lost_answer_is_in_doubt_and_posted_once()
    {
        var posts = 0;
        silos.Carrier.Answer = _ =>
        {
            posts++;
            return Task.FromResult<CarrierAnswer>(new CarrierAnswer.Unknown("reset"));
        };
        var draft = await Send(new(Guid.NewGuid()), "hi");

        await Shown(draft, DeliveryStatus.InDoubt);
        silos.Carrier.Answer = item => Task.FromResult<CarrierAnswer>(new CarrierAnswer.Settled(new(item.MessageId, "queued")));
        var next = await Send(draft.ConversationId, "next");
        await Shown(next, DeliveryStatus.Accepted);

        Assert.Equal(1, posts);
        Assert.Equal(DeliveryStatus.InDoubt, (await silos.Store.FindOutbound(draft.Id, Cancellation))!.Status);
    }

    [Fact]
    public async Task A_message_whose_sender_went_away_with_it_is_in_doubt_and_never_posted()
    {
        var message = (await LongAgo(new(silos.Store, _line), "hi")).Message!;
        await silos.Store.Outbox.Claim(_line, Time.GetUtcNow().AddMinutes(-5), TimeSpan.FromMinutes(3), Cancellation);

        await silos.LineOf(_line).Wake();
        await Shown(message, DeliveryStatus.InDoubt);

        while (silos.Carrier.Given.TryRead(out var item))
        {
            Assert.NotEqual(message.Id, item.MessageId);
        }
    }

    // The outbox clock would wake the line in a minute: before that it is the wake that came too early.
    [Fact(Timeout = 20_000)]
    public async Task A_text_that_comes_while_the_sender_looks_when_to_wake_again_is_not_forgotten()
    {
        var thread = new StoredThread(silos.Store, _line);
        silos.Outbox.AfterNextDue = async () =>
        {
            silos.Outbox.AfterNextDue = () => Task.CompletedTask;
            await LongAgo(thread, "late");
            await silos.LineOf(_line).Wake();
            // The wake is one way: after another grain's answer it has come.
            await silos.Conversation(new(Guid.NewGuid())).Page(null, 1, Cancellation);
        };

        await silos.LineOf(_line).Wake();

        Assert.Equal("late", (await Given(TestContext.Current.CancellationToken)).Body);
    }

    public void Dispose() => silos.Carrier.Answer = FakeCarrier.Takes;

    private static async Task<ConversationChange> LongAgo(StoredThread thread, string body)
    {
        var change = thread.Outbound(body);
        change = change with { Message = change.Message! with { DateCreated = Time.GetUtcNow().AddMinutes(-10) } };
        await thread.Commit(change);
        return change;
    }

    /// <summary>The next that this test's line gave to the carrier.</summary>
    private async Task<OutboxItem> Given(CancellationToken cancellation)
    {
        OutboxItem item;
        do
        {
            item = await silos.Carrier.Given.ReadAsync(cancellation);
        }
        while (item.From != _line);

        return item;
    }

    private async Task<Message> Send(ConversationId id, string body) =>
        (await silos.Conversation(id).Send(Some.Draft(body, line: _line), Cancellation)).Message;

    /// <summary>Goes on when the store has the message so.</summary>
    private Task<Message> Shown(Message message, DeliveryStatus status)
    {
        var shown = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
        silos.Store.AfterCommit += change =>
        {
            if (change.Message is { } changed && changed.Id == message.Id && changed.Status == status)
            {
                shown.TrySetResult(changed);
            }

            return Task.CompletedTask;
        };
        return Stored();

        async Task<Message> Stored() => await silos.Store.FindOutbound(message.Id, Cancellation) is { } stored && stored.Status == status ? stored : await shown.Task;
    }
}
