using OrleansSms.Conversations;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Cluster;

public sealed class ConversationClusterTests(TestSilos silos) : IClassFixture<TestSilos>
{
    private readonly ConversationId _id = new(Guid.NewGuid());
    private readonly string _salt = Guid.NewGuid().ToString("N")[..8];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_first_texts_at_once_are_one_conversation_numbered_without_gaps()
    {
        await Task.WhenAll(Enumerable.Range(1, 50).Select(number => Grain(number).Receive(Text(number), Cancellation)));

        var page = (await Grain().Page(null, 200, Cancellation))!;
        Assert.Equal(Enumerable.Range(1, 50), page.Messages.Select(message => message.Number));
        Assert.Equal((50, 50, 50L), (page.Head.SmsCount, page.Head.InboundCount, page.Head.Version));
        Assert.Equal(50, page.Messages.Select(message => message.MessageSid).Distinct().Count());
    }

    [Fact]
    public async Task Twenty_replays_of_one_text_are_one_message()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(caller => Grain(caller).Receive(Text(1), Cancellation)));

        Assert.Equal((1, 1, 1L), Counts(await Head()));
    }

    [Fact]
    public async Task A_text_that_left_memory_is_not_taken_again()
    {
        foreach (var number in Enumerable.Range(1, 60))
        {
            await Grain().Receive(Text(number), Cancellation);
        }

        await Grain().Receive(Text(1), Cancellation);

        Assert.Equal((60, 60, 60L), Counts(await Head()));
    }

    [Fact]
    public async Task The_same_draft_again_is_the_same_message_and_another_text_under_its_id_is_refused()
    {
        var draft = Some.Draft("see you at 5");

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(caller => Grain(caller).Send(draft, Cancellation)));

        Assert.Single(taken, one => one.Created);
        Assert.All(taken, one => Assert.Equal((draft.MessageId, 1), (one.Message.Id, one.Message.Number)));
        Assert.Equal(1, (await Head()).SmsCount);
        Assert.Equal(Refusals.IdempotencyKeyReused, await Refusal(draft with { Body = "see you at 6" }));
    }

    [Fact]
    public async Task A_draft_that_was_taken_in_another_conversation_is_refused_here()
    {
        var draft = Some.Draft();
        await silos.Conversation(new(Guid.NewGuid())).Send(draft, Cancellation);

        Assert.Equal(Refusals.IdempotencyKeyReused, await Refusal(draft with { Contact = "+447700900227" }));
        Assert.Null(await Grain().Page(null, 50, Cancellation));
    }

    [Fact]
    public async Task A_draft_that_left_memory_and_whose_reader_opted_out_since_is_still_the_same_message()
    {
        var draft = Some.Draft();
        await Grain().Send(draft, Cancellation);
        foreach (var number in Enumerable.Range(1, 60))
        {
            await Grain().Receive(Text(number, number == 1 ? "STOP" : "hello"), Cancellation);
        }

        var again = await Grain().Send(draft, Cancellation);

        Assert.Equal((false, draft.MessageId), (again.Created, again.Message.Id));
        Assert.Equal(Refusals.OptedOut, await Refusal(Some.Draft()));
    }

    [Fact]
    public async Task A_refusal_says_its_reason_and_code_on_every_silo()
    {
        await Grain().Receive(Text(1, "STOP"), Cancellation);

        foreach (var caller in (int[])[0, 1])
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => Grain(caller).Send(Some.Draft(), Cancellation));
            Assert.Equal(Refusals.OptedOut, refused.Code);
            Assert.Contains("opted out", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_report_on_what_is_not_here_is_said_to_be_not_here()
    {
        Assert.False(await Grain().Report(new(Guid.NewGuid(), "sent"), Cancellation));
        await Grain().Receive(Text(1), Cancellation);
        var inbound = (await Grain().Page(null, 1, Cancellation))!.Messages[0];
        Assert.False(await Grain().Report(new(inbound.Id, "sent"), Cancellation));
    }

    [Fact]
    public async Task Reads_and_states_are_the_same_for_every_caller()
    {
        await Grain().Receive(Text(1), Cancellation);
        await Grain(1).MarkRead(1, Cancellation);
        await Grain().SetState(ConversationState.Done, Cancellation);

        var head = await Head(caller: 1);
        Assert.Equal((0, ConversationState.Done, 3L), (head.UnreadCount, head.State, head.Version));
        Assert.Equal(1, silos.Store.ReadPosition(Some.User, _id));
    }

    [Fact]
    public async Task A_page_above_what_is_in_memory_comes_from_the_store()
    {
        foreach (var number in Enumerable.Range(1, 70))
        {
            await Grain().Receive(Text(number), Cancellation);
        }

        var above = (await Grain().Page(before: 21, limit: 10, Cancellation))!;
        Assert.Equal(Enumerable.Range(11, 10), above.Messages.Select(message => message.Number));
        Assert.Equal(11, above.NextBefore);
        Assert.Equal(70, (await Grain().Page(null, 200, Cancellation))!.Messages.Length);
        Assert.Empty((await Grain().Page(before: 1, limit: 10, Cancellation))!.Messages);
    }

    [Fact]
    public async Task Words_that_are_deleted_are_gone_for_every_caller_and_come_back_with_nothing()
    {
        foreach (var number in Enumerable.Range(1, 60))
        {
            await Grain().Receive(Text(number), Cancellation);
        }

        // One that is in memory, one that is not, and one that there is not.
        var deleted = await Task.WhenAll(Enumerable.Range(0, 6).Select(caller => Grain(caller).DeleteTexts([1, 60, 61], TimeProvider.System.GetUtcNow().AddDays(1), Cancellation)));
        Assert.Equal(2, deleted.Sum());
        await Grain(1).Receive(Text(61), Cancellation);
        await Grain(1).Receive(Text(60), Cancellation);

        var page = (await Grain(1).Page(null, 200, Cancellation))!;
        Assert.Equal([1, 60], page.Messages.Where(message => message.Body.Length == 0 && message.BodyDeletedAt is not null).Select(message => message.Number));
        Assert.Equal((61, 61, "hello", 60), (page.Head.SmsCount, page.Messages.Length, page.Head.Preview, page.Head.TextsDeletedThrough));
    }

    [Fact]
    public async Task What_is_asked_beside_a_deletion_is_done_in_the_order_it_was_asked()
    {
        await Grain().Receive(Text(1), Cancellation);

        await Task.WhenAll(Enumerable.Range(2, 40).Select(number => number % 4 == 0
            ? Grain().DeleteTexts([.. Enumerable.Range(1, number)], TimeProvider.System.GetUtcNow().AddDays(1), Cancellation)
            : Grain().Receive(Text(number), Cancellation)));

        var head = await Head();
        Assert.Equal((31, 31), (head.SmsCount, head.LastNumber));
    }

    private IConversationGrain Grain(int caller = 0) => silos.Conversation(_id, caller);

    private async Task<ConversationHead> Head(int caller = 0) => (await Grain(caller).Page(null, 1, Cancellation))!.Head;

    private InboundSms Text(int number, string body = "hello") => Some.Text(number, body) with { MessageSid = $"SM{_salt}{number:x24}" };

    private async Task<string?> Refusal(Draft draft) =>
        (await Record.ExceptionAsync(() => Grain().Send(draft, Cancellation)) as RefusedException)?.Code;

    private static (int Sms, int Inbound, long Version) Counts(ConversationHead head) => (head.SmsCount, head.InboundCount, head.Version);
}
