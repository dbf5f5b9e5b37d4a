using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using Xunit;

namespace OrleansSms.TestKit.Conversations;

/// <summary>What every outbox promises about messages in doubt: when they are looked up, and what the carrier may have of a conversation.</summary>
public abstract class DoubtContract
{
    private static readonly DateTimeOffset Now = StoredThread.Now;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(15);

    private readonly string _line = StoredThread.NewLine();

    protected abstract ConversationPorts Ports { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_doubt_is_due_for_the_first_time_some_time_after_it_began()
    {
        var message = await InDoubt(Thread(), "who knows?");

        Assert.Equal(Now.AddSeconds(5) + First, await NextLookUp());
        Assert.Empty(await Due(Now.AddSeconds(20).AddMilliseconds(-1)));
        var doubt = Assert.Single(await Due(Now.AddSeconds(20)));
        Assert.Equal(
            (message.Id, message.ConversationId, message.From, message.To, "who knows?", 0, 1, Now, 0, false),
            (doubt.MessageId, doubt.ConversationId, doubt.From, doubt.To, doubt.Body, doubt.MediaCount, doubt.Attempt, doubt.TriedAt, doubt.LookUps, doubt.IsUnderWay));
        Assert.DoesNotContain(_line, await Ports.Doubts.LinesToLookUp(Now.AddSeconds(19), First, Cancellation));
        Assert.Contains(_line, await Ports.Doubts.LinesToLookUp(Now.AddSeconds(20), First, Cancellation));
        Assert.Empty(await Ports.Doubts.Due(StoredThread.NewLine(), Now.AddDays(9), First, Cancellation));
    }

    [Fact]
    public async Task A_look_up_in_vain_is_counted_and_the_next_has_its_time()
    {
        await InDoubt(Thread());
        var doubt = Assert.Single(await Due(Now.AddMinutes(1)));

        await Ports.Doubts.LookedUp(doubt, 1, Now.AddMinutes(2), Cancellation);

        Assert.Equal(Now.AddMinutes(2), await NextLookUp());
        Assert.Empty(await Due(Now.AddMinutes(2).AddMilliseconds(-1)));
        Assert.Equal(1, Assert.Single(await Due(Now.AddMinutes(2))).LookUps);
    }

    [Fact]
    public async Task After_the_last_look_up_nothing_is_due_any_more_and_the_message_is_still_in_doubt()
    {
        var thread = Thread();
        await InDoubt(thread);
        await Ports.Doubts.LookedUp(Assert.Single(await Due(Now.AddMinutes(1))), 4, next: null, Cancellation);

        Assert.Null(await NextLookUp());
        Assert.Empty(await Due(Now.AddDays(999)));
        Assert.DoesNotContain(_line, await Ports.Doubts.LinesToLookUp(Now.AddDays(999), First, Cancellation));
        Assert.Single((await Ports.Doubts.Unsettled(thread.Id, [], Cancellation)).Doubts);
    }

    [Fact]
    public async Task Sent_again_it_is_due_to_be_sent_and_a_look_up_of_the_attempt_before_touches_nothing()
    {
        var thread = Thread();
        var message = await InDoubt(thread);
        var old = Assert.Single(await Due(Now.AddMinutes(1)));

        await thread.Commit(thread.Changed(message with { DateUpdated = Now.AddMinutes(1) }, OutboxStep.Again));
        await Ports.Doubts.LookedUp(old, 1, Now.AddMinutes(2), Cancellation);
        Assert.Null(await NextLookUp());
        Assert.Null(await Claim(Now.AddMinutes(1).AddMilliseconds(-1)));
        var again = await Claim(Now.AddMinutes(1));
        Assert.Equal((message.Id, 2, Now.AddMinutes(1)), (again!.MessageId, again.Attempt, again.FirstTriedAt));

        await thread.Commit(thread.Changed(message with { DateUpdated = Now.AddMinutes(3) }, OutboxStep.Doubt));
        await Ports.Doubts.LookedUp(old, 1, Now.AddDays(1), Cancellation);
        var doubt = Assert.Single(await Due(Now.AddMinutes(3) + First));
        Assert.Equal((2, 0, Now.AddMinutes(1)), (doubt.Attempt, doubt.LookUps, doubt.TriedAt));
    }

    [Fact]
    public async Task A_doubt_about_what_had_left_the_outbox_comes_back_into_it()
    {
        var thread = Thread();
        var message = await InDoubt(thread);
        await thread.Commit(thread.Changed(message, OutboxStep.Leave));
        Assert.Null(await NextLookUp());

        await thread.Commit(thread.Changed(message with { DateUpdated = Now.AddMinutes(1), Timeline = [new("in_doubt", null, null, Now, null, 2)] }, OutboxStep.Doubt));

        Assert.Equal(2, Assert.Single(await Due(Now.AddMinutes(1) + First)).Attempt);
        Assert.Null(await Claim(Now.AddDays(9)));
    }

    [Fact]
    public async Task Steps_that_share_a_commit_come_to_the_last_of_them()
    {
        var thread = Thread();
        var message = await thread.Queue();
        await Claim(Now);
        var doubt = thread.Changed(message with { DateUpdated = Now.AddSeconds(5) }, OutboxStep.Doubt);
        Assert.True(await Ports.Store.Commit([doubt, After(doubt, OutboxStep.Again)], Cancellation));
        Assert.Null(await NextLookUp());
        Assert.Equal((message.Id, 2), await Claim(Now.AddSeconds(5)) is { } again ? (again.MessageId, again.Attempt) : default);

        var other = Thread().Outbound();
        Assert.True(await Ports.Store.Commit([other, After(other, OutboxStep.Doubt)], Cancellation));
        Assert.Null(await Claim(Now.AddDays(9)));
        Assert.Equal(other.Message!.Id, Assert.Single(await Due(Now.AddDays(9))).MessageId);

        var gone = After(other, OutboxStep.None);
        Assert.True(await Ports.Store.Commit([After(gone, OutboxStep.Again), After(After(gone, OutboxStep.None), OutboxStep.Leave)], Cancellation));
        Assert.Empty(await Due(Now.AddDays(9)));
        Assert.Null(await Claim(Now.AddDays(9)));
    }

    [Fact]
    public async Task What_the_carrier_may_have_of_a_conversation_is_what_is_in_doubt_and_what_is_under_way()
    {
        var (thread, other) = (Thread(), Thread());
        await InDoubt(other, "x");
        var first = await InDoubt(thread, "1");
        var second = await thread.Queue("2");
        await thread.Queue("3");
        Assert.Equal(second.Id, (await Claim(Now.AddSeconds(30)))!.MessageId);

        var unsettled = await Ports.Doubts.Unsettled(thread.Id, [], Cancellation);

        Assert.Equal([(first.Id, false, Now), (second.Id, true, Now.AddSeconds(30))], unsettled.Doubts.Select(doubt => (doubt.MessageId, doubt.IsUnderWay, doubt.TriedAt)));
    }

    [Fact]
    public async Task A_name_is_known_when_a_message_has_it_as_its_first_or_as_its_second()
    {
        var thread = Thread();
        var (first, second, unknown) = (StoredThread.NewSid(), StoredThread.NewSid(), StoredThread.NewSid());
        var message = await InDoubt(thread);
        await thread.Commit(thread.Changed(message with { MessageSid = first }, OutboxStep.Leave));
        await Ports.Doubts.KeepDouble(second, new(thread.Id, message.Id), Cancellation);
        await Ports.Doubts.KeepDouble(second, new(thread.Id, message.Id), Cancellation);

        var unsettled = await Ports.Doubts.Unsettled(thread.Id, [unknown, second, first], Cancellation);

        Assert.Equal([first, second], unsettled.KnownSids.OrderBy(sid => sid == second));
        Assert.Equal(new(thread.Id, message.Id), await Ports.Directory.FindBySid(second, Cancellation));
        Assert.Empty(unsettled.Doubts);
    }

    private static ConversationChange After(ConversationChange change, OutboxStep step) =>
        change with { Head = change.Head with { Version = change.Head.Version + 1 }, Outbox = step };

    private async Task<Message> InDoubt(StoredThread thread, string body = "hi")
    {
        var message = await thread.Queue(body);
        Assert.Equal(message.Id, (await Claim(Now))!.MessageId);
        message = message with { Status = DeliveryStatus.InDoubt, DateUpdated = Now.AddSeconds(5) };
        await thread.Commit(thread.Changed(message, OutboxStep.Doubt));
        return message;
    }

    private StoredThread Thread() => new(Ports.Store, _line);

    private Task<DateTimeOffset?> NextLookUp() => Ports.Doubts.NextLookUp(_line, First, Cancellation);

    private async Task<IReadOnlyList<Doubt>> Due(DateTimeOffset now) => await Ports.Doubts.Due(_line, now, First, Cancellation);

    private Task<OutboxItem?> Claim(DateTimeOffset now) => Ports.Outbox.Claim(_line, now, TimeSpan.FromMinutes(3), Cancellation);
}
