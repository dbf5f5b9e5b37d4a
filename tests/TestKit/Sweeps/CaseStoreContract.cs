using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Conversations;
using Xunit;

namespace OrleansSms.TestKit.Sweeps;

/// <summary>What every store promises of messages without an end.</summary>
public abstract class CaseStoreContract
{
    private static readonly DateTimeOffset Now = StoredThread.Now;
    private static readonly TimeSpan Wait = TimeSpan.FromHours(12);

    private readonly string _line = StoredThread.NewLine();

    protected abstract SweepPorts Ports { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DeliveryStatus.Queued, true)]
    [InlineData(DeliveryStatus.InDoubt, true)]
    [InlineData(DeliveryStatus.Accepted, true)]
    [InlineData(DeliveryStatus.Sent, true)]
    [InlineData(DeliveryStatus.Failed, false)]
    [InlineData(DeliveryStatus.Delivered, false)]
    public async Task A_case_is_opened_for_what_has_no_end(DeliveryStatus status, bool opened)
    {
        var message = await Sent(status);

        await Ports.Cases.Open(_line, Now.AddDays(-1), Now, Wait, Cancellation);

        var due = await Ports.Cases.Due(_line, Now + Wait, 10, Cancellation);
        Assert.Equal(
            opened ? [new(message.Id, message.ConversationId, status, message.MessageSid, Now, message.DateSent, Asked: 0)] : [],
            due);
    }

    [Fact]
    public async Task Only_what_was_taken_in_this_time_on_this_line_is_looked_at()
    {
        await Sent(DeliveryStatus.Sent);

        await Ports.Cases.Open(_line, Now, Now.AddDays(1), Wait, Cancellation);
        await Ports.Cases.Open(_line, Now.AddDays(-1), Now.AddTicks(-10), Wait, Cancellation);
        await Ports.Cases.Open(StoredThread.NewLine(), Now.AddDays(-1), Now, Wait, Cancellation);

        Assert.Empty(await Ports.Cases.Due(_line, Now.AddDays(9), 10, Cancellation));
    }

    [Fact]
    public async Task What_is_to_leave_later_is_waited_for_from_then_on()
    {
        var thread = new StoredThread(Ports.Conversations, _line);
        await thread.Queue(sendAt: Now.AddDays(3));

        await Ports.Cases.Open(_line, Now.AddDays(-1), Now, Wait, Cancellation);

        Assert.Empty(await Ports.Cases.Due(_line, Now.AddDays(3), 10, Cancellation));
        Assert.Equal(Now.AddDays(3), Assert.Single(await Ports.Cases.Due(_line, Now.AddDays(3) + Wait, 10, Cancellation)).Since);
    }

    [Fact]
    public async Task A_case_that_is_open_stays_as_it_is_until_it_is_closed()
    {
        var message = await Sent(DeliveryStatus.Sent);
        await Ports.Cases.Open(_line, Now.AddDays(-1), Now, Wait, Cancellation);
        await Ports.Cases.Postpone(message.Id, Now.AddDays(2), Cancellation);
        await Ports.Cases.Open(_line, Now.AddDays(-1), Now, Wait, Cancellation);

        Assert.Empty(await Ports.Cases.Due(_line, Now.AddDays(1), 10, Cancellation));
        Assert.Equal(1, Assert.Single(await Ports.Cases.Due(_line, Now.AddDays(2), 10, Cancellation)).Asked);
        await Ports.Cases.Close(message.Id, Cancellation);
        Assert.Empty(await Ports.Cases.Due(_line, Now.AddDays(9), 10, Cancellation));
    }

    private async Task<Message> Sent(DeliveryStatus status)
    {
        var thread = new StoredThread(Ports.Conversations, _line);
        var message = await thread.Queue();
        if (status > DeliveryStatus.Queued)
        {
            message = message with { Status = status, MessageSid = StoredThread.NewSid(), DateSent = status == DeliveryStatus.Sent ? Now.AddMinutes(1) : null };
            await thread.Commit(thread.Changed(message, status == DeliveryStatus.InDoubt ? OutboxStep.Doubt : OutboxStep.Leave));
        }

        return message;
    }
}
