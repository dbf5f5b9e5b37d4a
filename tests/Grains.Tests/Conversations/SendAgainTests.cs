using CsCheck;
using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;
using OrleansSms.TestKit.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

public sealed class SendAgainTests : IAsyncLifetime
{
    private Conversation _conversation = Some.Conversation();
    private readonly FakeConversationStore _store = new();
    private readonly Draft _draft = Some.Draft();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Message Message => _conversation.Recent(_draft.MessageId)!;

    public async ValueTask InitializeAsync() => await Take(_conversation.Queue(_draft, Some.Now));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_not_confirmed_goes_into_the_outbox_again_in_the_same_change()
    {
        await NotConfirmed();

        var change = _conversation.SendAgain(Message, Some.Now)!;

        Assert.Equal((DeliveryStatus.Queued, OutboxStep.Again), (change.Message!.Status, change.Outbox));
        Assert.Equal(DeliveryStatus.Queued, change.Head.PreviewStatus);
    }

    [Fact]
    public async Task Pressed_twice_it_is_one_attempt()
    {
        await NotConfirmed();
        Assert.True(await Press());
        Assert.False(await Press());

        Assert.Equal(2, (await Claim())!.Attempt);
        Assert.Null(await Claim());
    }

    [Theory]
    [InlineData("", "waiting to be sent")]
    [InlineData("in_doubt", "still checking")]
    [InlineData("sent", "was sent")]
    [InlineData("delivered", "was sent")]
    [InlineData("failed", "not delivered", 30005)]
    [InlineData("undelivered", "not delivered", 30006)]
    [InlineData("undelivered", "not delivered", 21610)]
    [InlineData("failed", "not delivered", 30007)]
    [InlineData("canceled", "not delivered")]
    public async Task Anything_else_refuses_in_words(string word, string words, int? code = null)
    {
        if (word.Length > 0)
        {
            await Report(word, code: code);
        }

        var refusal = Assert.Throws<RefusedException>(() => _conversation.SendAgain(Message, Some.Now));
        Assert.Equal(Refusals.NothingToSendAgain, refusal.Code);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failed", null)]
    [InlineData("undelivered", 30003)]
    [InlineData("undelivered", 30008)]
    [InlineData("given_up", null)]
    public async Task What_failed_for_now_is_sent_again_in_its_place_and_keeps_what_happened(string word, int? code)
    {
        if (code is not null)
        {
            await Report("queued", Some.Sid(1));
            await Report("sent", Some.Sid(1));
        }

        await Report(word, code is null ? null : Some.Sid(1), code: code);
        var failed = Message;

        await Take(_conversation.SendAgain(Message, Some.Now)!);

        Assert.Equal((failed.Number, DeliveryStatus.Queued, null), (Message.Number, Message.Status, Message.ErrorCode));
        Assert.Contains(word, Message.Timeline.Select(report => report.Word));
        Assert.Equal(0, _conversation.Head!.FailedCount);
        Assert.Null(_conversation.SendAgain(Message, Some.Now));
        Assert.NotNull(await Claim());
        Assert.Null(await Claim());

        // It fails again, is sent again, and then the very first attempt turns out to have arrived.
        await Report("undelivered", Some.Sid(2), attempt: 2, code: 30003);
        Assert.Equal(DeliveryStatus.Undelivered, Message.Status);
        await Take(_conversation.SendAgain(Message, Some.Now)!);
        Assert.Equal(DeliveryStatus.Queued, Message.Status);
        await Report("delivered", Some.Sid(1));
        Assert.Equal(DeliveryStatus.Delivered, Message.Status);
    }

    [Fact]
    public async Task Who_opted_out_meanwhile_is_not_sent_it_again()
    {
        await NotConfirmed();
        await Take(_conversation.Receive(Some.Text(9, "STOP"), Some.Now)!);

        Assert.Equal(Refusals.OptedOut, Assert.Throws<RefusedException>(() => _conversation.SendAgain(Message, Some.Now)).Code);
    }

    [Fact]
    public async Task A_late_callback_of_the_first_attempt_takes_the_second_out_of_the_outbox()
    {
        await NotConfirmed();
        await Press();

        await Report("sent", Some.Sid(1));

        Assert.Equal(DeliveryStatus.Sent, Message.Status);
        Assert.Null(await Claim());
    }

    [Fact]
    public async Task A_late_failure_of_the_first_attempt_does_not()
    {
        await NotConfirmed();
        await Press();

        await Report("failed", Some.Sid(1));

        Assert.NotNull(await Claim());
    }

    [Fact]
    public async Task A_text_that_was_to_go_out_later_goes_out_at_once_when_it_is_sent_again()
    {
        var draft = Some.Draft(sendAt: Some.Now.AddHours(1));
        await Take(_conversation.Queue(draft, Some.Now));
        await Claim();
        await Claim(Some.Now.AddHours(1));
        await Take(_conversation.Report(_conversation.Recent(draft.MessageId)!, new(draft.MessageId, "not_confirmed", Attempt: 1), Some.Now.AddHours(2)));
        await Take(_conversation.SendAgain(_conversation.Recent(draft.MessageId)!, Some.Now.AddHours(3)));

        Assert.Equal(DeliveryStatus.Queued, _conversation.Recent(draft.MessageId)!.Status);
    }

    // Whatever the carrier and the network do, and in whatever order it is heard of.
    [Fact]
    public Task The_carrier_is_given_a_text_once_and_once_more_for_every_press_that_counted() => Gen.Int[0, 9].Array[5, 40].SampleAsync(async steps =>
    {
        var test = new SendAgainTests();
        await test.InitializeAsync();
        var (posts, presses, late) = (0, 0, new List<DeliveryReport>());
        foreach (var step in steps)
        {
            switch (step)
            {
                case <= 2 when await test.Claim() is { } item:
                    posts++;
                    var sid = Some.Sid(item.Attempt);
                    var heard = new DeliveryReport(item.MessageId, step == 0 ? "queued" : "in_doubt", step == 0 ? sid : null, Attempt: item.Attempt);
                    await test.Take(test._conversation.Report(test.Message, heard, Some.Now));
                    if (step < 2)
                    {
                        late.AddRange([new(item.MessageId, "sent", sid, Attempt: item.Attempt), new(item.MessageId, posts % 2 == 0 ? "delivered" : "undelivered", sid, Attempt: item.Attempt)]);
                    }

                    break;
                case 3 when test.Message.Status == DeliveryStatus.InDoubt:
                    await test.Report("not_confirmed", attempt: posts);
                    break;
                case 4 or 5 when test.Message.IsNotConfirmed:
                    presses += await test.Press() ? 1 : 0;
                    break;
                case >= 6 when late.Count > 0:
                    await test.Take(test._conversation.Report(test.Message, late[step % late.Count], Some.Now));
                    break;
            }

            Assert.True(posts <= 1 + presses);
            Assert.Equal(Delivery.IsInOutbox(test.Message.Status), await test.HasRow());
        }

        foreach (var report in late)
        {
            await test.Take(test._conversation.Report(test.Message, report, Some.Now));
        }

        Assert.Equal(late.Count > 0, test.Message.MessageSid is not null || test.Message.Status > DeliveryStatus.InDoubt);
        Assert.Equal(Delivery.IsInOutbox(test.Message.Status), await test.HasRow());
    });

    private async Task NotConfirmed()
    {
        Assert.NotNull(await Claim());
        await Report("in_doubt");
        await Report("not_confirmed");
    }

    private async Task<bool> Press()
    {
        var change = _conversation.SendAgain(Message, Some.Now);
        await Take(change);
        return change is not null;
    }

    private Task Report(string word, string? sid = null, int attempt = 1, int? code = null) =>
        Take(_conversation.Report(Message, new(_draft.MessageId, word, sid, ErrorCode: code, Attempt: attempt), Some.Now));

    private async Task Take(ConversationChange? change)
    {
        if (change is not null)
        {
            Assert.True(await _store.Commit([change], Cancellation));
            _conversation = _conversation.Apply(change);
        }
    }

    private async Task<bool> HasRow() =>
        await _store.Outbox.NextDue(Some.Line, Cancellation) is not null
        || await _store.Doubts.NextLookUp(Some.Line, TimeSpan.FromSeconds(15), Cancellation) is not null;

    private Task<Grains.Ports.OutboxItem?> Claim(DateTimeOffset? now = null) =>
        _store.Outbox.Claim(Some.Line, now ?? Some.Now, TimeSpan.FromMinutes(3), Cancellation);
}
