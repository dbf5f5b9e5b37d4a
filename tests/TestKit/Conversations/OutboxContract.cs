using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using Xunit;

namespace OrleansSms.TestKit.Conversations;

/// <summary>What every outbox promises a line's sender: in order, one of a conversation at a time, never the same twice.</summary>
public abstract class OutboxContract
{
    private static readonly DateTimeOffset Now = StoredThread.Now;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private readonly string _line = StoredThread.NewLine();

    protected abstract ConversationPorts Ports { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_has_everything_that_is_sent()
    {
        var thread = Thread();
        var draft = thread.Outbound("👋 hi");
        var message = draft.Message! with { NumSegments = 2, Media = [new("https://example.com/a.png", null)] };
        await thread.Commit(draft with { Message = message });

        var item = await Claim();

        Assert.Equal(
            (message.Id, thread.Id, message.From, message.To, "👋 hi", 2, 1, Now),
            (item!.MessageId, item.ConversationId, item.From, item.To, item.Body, item.Segments, item.Attempt, item.FirstTriedAt));
        Assert.Equal(["https://example.com/a.png"], item.MediaUrls);
    }

    [Fact]
    public async Task The_first_try_is_remembered_through_every_further_one()
    {
        var message = await Thread().Queue("again");
        await Claim();
        await Ports.Outbox.PutBack(message.Id, 1, Now.AddMinutes(5), Cancellation);

        var again = await Claim(Now.AddMinutes(5));
        Assert.Equal((2, Now), (again!.Attempt, again.FirstTriedAt));
    }

    [Fact]
    public async Task What_entered_first_is_claimed_first()
    {
        var messages = new List<Guid>();
        foreach (var thread in Enumerable.Range(0, 5).Select(_ => Thread()))
        {
            messages.Add((await thread.Queue()).Id);
        }

        var claimed = new List<Guid>();
        while (await Claim() is { } item)
        {
            claimed.Add(item.MessageId);
        }

        Assert.Equal(messages, claimed);
    }

    [Fact]
    public async Task Several_are_claimed_at_once_one_of_each_conversation_and_no_more_than_there_are_places()
    {
        var (thread, other, third) = (Thread(), Thread(), Thread());
        var (first, _) = (await thread.Queue("1"), await thread.Queue("behind 1"));
        var (second, _) = (await other.Queue("2"), await other.Queue("behind 2"));
        var last = await third.Queue("3");

        Assert.Equal([first.Id, second.Id], await ClaimAll(places: 2));
        Assert.Equal([last.Id], await ClaimAll(places: 10));
        Assert.Empty(await ClaimAll(places: 10));
    }

    [Fact]
    public async Task What_is_behind_others_of_its_conversation_moves_up_one_by_one_however_many_they_are()
    {
        var thread = Thread();
        var messages = new List<Message>();
        for (var i = 0; i < 30; i++)
        {
            messages.Add(await thread.Queue());
        }

        foreach (var message in messages)
        {
            Assert.Equal([message.Id], await ClaimAll(places: 4));
            var (status, step) = message.Number % 2 == 0 ? (DeliveryStatus.Accepted, OutboxStep.Leave) : (DeliveryStatus.InDoubt, OutboxStep.Doubt);
            await thread.Commit(thread.Changed(message with { Status = status }, step));
        }

        Assert.Empty(await ClaimAll(places: 4));
    }

    [Fact]
    public async Task What_waits_on_another_try_goes_to_the_end_of_the_line_and_stays_the_first_of_its_conversation()
    {
        var (thread, other) = (Thread(), Thread());
        var (first, _, third) = (await thread.Queue("1"), await thread.Queue("2"), await other.Queue("3"));
        await Claim();
        await Ports.Outbox.PutBack(first.Id, Now.AddSeconds(5), Cancellation);

        Assert.Equal([third.Id, first.Id], await ClaimAll(places: 10, Now.AddSeconds(5)));
    }

    [Fact]
    public async Task Another_lines_messages_are_not_ours()
    {
        await Thread().Queue();

        Assert.Empty((await Ports.Outbox.Claim(StoredThread.NewLine(), Terms(Now, places: 10), Cancellation)).Items);
    }

    [Fact]
    public async Task Within_a_conversation_one_waits_for_the_other_and_other_conversations_do_not()
    {
        var (thread, other) = (Thread(), Thread());
        var (first, second, third) = (await thread.Queue("1"), await thread.Queue("2"), await other.Queue("3"));

        Assert.Equal(first.Id, (await Claim())!.MessageId);
        Assert.Equal(third.Id, (await Claim())!.MessageId);
        Assert.Null(await Claim());

        await thread.Commit(thread.Changed(first with { Status = DeliveryStatus.Accepted }, OutboxStep.Leave));
        Assert.Equal(second.Id, (await Claim())!.MessageId);
    }

    [Fact]
    public async Task What_was_put_back_waits_for_its_time_and_holds_what_came_after_it()
    {
        var thread = Thread();
        var (first, second) = (await thread.Queue("1"), await thread.Queue("2"));
        await Claim();

        await Ports.Outbox.PutBack(first.Id, 1, Now.AddSeconds(10), Cancellation);

        Assert.Null(await Claim(Now.AddSeconds(9)));
        var again = await Claim(Now.AddSeconds(10));
        Assert.Equal((first.Id, 2), (again!.MessageId, again.Attempt));
        Assert.Null(await Claim(Now.AddSeconds(10)));
        await thread.Commit(thread.Changed(first, OutboxStep.Leave));
        Assert.Equal(second.Id, (await Claim(Now.AddSeconds(10)))!.MessageId);
    }

    [Fact]
    public async Task Only_what_is_claimed_can_be_put_back()
    {
        var thread = Thread();
        var message = await thread.Queue();
        await Ports.Outbox.PutBack(message.Id, 1, Now.AddHours(1), Cancellation);
        Assert.Equal(message.Id, (await Claim())!.MessageId);

        await thread.Commit(thread.Changed(message, OutboxStep.Doubt));
        await Ports.Outbox.PutBack(message.Id, 1, Now, Cancellation);
        Assert.Null(await Claim());
    }

    [Fact]
    public async Task A_scheduled_message_waits_for_its_time_and_holds_nobody_before()
    {
        var thread = Thread();
        var (later, atOnce) = (await thread.Queue("later", Now.AddHours(1)), await thread.Queue("now"));

        Assert.Equal(atOnce.Id, (await Claim())!.MessageId);
        Assert.Null(await Claim());
        var due = await Claim(Now.AddHours(1));
        Assert.Equal((later.Id, Now.AddHours(1)), (due!.MessageId, due.FirstTriedAt));
    }

    [Fact]
    public async Task A_message_in_doubt_is_never_claimed_again_and_holds_nobody()
    {
        var thread = Thread();
        var (first, second) = (await thread.Queue("1"), await thread.Queue("2"));
        await Claim();
        await thread.Commit(thread.Changed(first with { Status = DeliveryStatus.InDoubt }, OutboxStep.Doubt));

        Assert.Equal(second.Id, (await Claim())!.MessageId);
        Assert.Null(await Claim(Now.AddDays(9)));
        await thread.Commit(thread.Changed(first with { Status = DeliveryStatus.Sent }, OutboxStep.Leave));
        Assert.Null(await Claim(Now.AddDays(9)));
    }

    [Fact]
    public async Task A_message_that_the_carrier_already_reported_is_not_claimed()
    {
        var thread = Thread();
        var message = await thread.Queue();
        await thread.Commit(thread.Changed(message with { Status = DeliveryStatus.Delivered }, OutboxStep.Leave));

        Assert.Null(await Claim());
    }

    [Fact]
    public async Task A_claim_is_abandoned_when_its_lease_runs_out()
    {
        var thread = Thread();
        var message = await thread.Queue();
        await Claim();

        Assert.Empty(await Ports.Outbox.Abandoned(_line, Now + Lease - TimeSpan.FromMilliseconds(1), Cancellation));
        var abandoned = Assert.Single(await Ports.Outbox.Abandoned(_line, Now + Lease, Cancellation));
        Assert.Equal((message.Id, thread.Id, 1), (abandoned.MessageId, abandoned.ConversationId, abandoned.Attempt));
        Assert.Null(await Claim(Now + Lease));
        await thread.Commit(thread.Changed(message, OutboxStep.Doubt));
        Assert.Empty(await Ports.Outbox.Abandoned(_line, Now.AddDays(9), Cancellation));
    }

    [Fact]
    public async Task Twenty_senders_at_once_claim_every_message_exactly_once()
    {
        var messages = new List<Guid>();
        foreach (var thread in Enumerable.Range(0, 15).Select(_ => Thread()))
        {
            messages.Add((await thread.Queue()).Id);
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            var mine = new List<Guid>();
            while ((await ClaimAll(places: 3)).ToList() is { Count: > 0 } some)
            {
                mine.AddRange(some);
            }

            return mine;
        })));

        Assert.Equal(messages.Order(), claims.SelectMany(claimed => claimed).Order());
    }

    private StoredThread Thread() => new(Ports.Store, _line);

    private async Task<OutboxItem?> Claim(DateTimeOffset? now = null) =>
        (await Ports.Outbox.Claim(_line, Terms(now ?? Now, places: 1), Cancellation)).Items.SingleOrDefault();

    private async Task<IEnumerable<Guid>> ClaimAll(int places, DateTimeOffset? now = null) =>
        (await Ports.Outbox.Claim(_line, Terms(now ?? Now, places), Cancellation)).Items.Select(item => item.MessageId);

    private static ClaimTerms Terms(DateTimeOffset now, int places) => new(now, Lease, places, StoredThread.NoPace);
}
