using Microsoft.Extensions.Logging;
using OrleansSms.Tray;
using OrleansSms.Twilio.Inbound;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Inbound;

/// <summary>What came to the doors is written down, and told when it must not be so.</summary>
public sealed class DoorKeeperTests
{
    private static readonly (string, string)[] Sms =
        [("MessageSid", Some.MessageSid), ("AccountSid", Some.AccountSid), ("From", Some.Contact), ("To", Some.Line), ("Body", "x")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_writing_tells_the_whole_count_of_its_hour()
    {
        await using var receiver = await Started();
        await Forged(receiver, 3);
        await Write(receiver);
        await Forged(receiver, 2);
        await receiver.Post(Receiver.Inbound, Sms);
        await Write(receiver);
        receiver.Time.Advance(TimeSpan.FromHours(1));
        await Forged(receiver, 1);
        await Write(receiver);
        await Write(receiver); // nothing new

        var hours = receiver.World.Book.Select(page => page.Hours
            .Select(hour => (hour.Hour.Hour, hour.Count.Kind, hour.Count.Reason, hour.Count.Count)).Order().ToArray()).ToArray();
        Assert.Equal([(0, DoorEvent.Refused, "bad-signature", 3)], hours[0]);
        Assert.Equal([(0, DoorEvent.Accepted, "", 1), (0, DoorEvent.Refused, "bad-signature", 5)], hours[1]);
        Assert.Equal([(1, DoorEvent.Refused, "bad-signature", 1)], hours[2]);
        Assert.All(hours[3..], Assert.Empty);
    }

    [Fact]
    public async Task A_burst_of_refusals_with_nothing_accepted_raises_the_alarm_once()
    {
        await using var receiver = await Started();
        await Forged(receiver, 19);
        await Write(receiver);
        Assert.Empty(Alarms(receiver));

        await Forged(receiver, 1);
        await Write(receiver);
        await Forged(receiver, 5);
        await Write(receiver);

        Assert.Contains("Twilio:AuthToken", Assert.Single(Alarms(receiver)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_accepted_in_between_ends_the_streak()
    {
        await using var receiver = await Started();
        await Forged(receiver, 19);
        await receiver.Post(Receiver.Inbound, Sms);
        await Forged(receiver, 19);

        await Write(receiver);

        Assert.Empty(Alarms(receiver));
        Assert.Equal(19, receiver.World.Book.Last().Streak.Refused);
    }

    [Fact]
    public async Task Strangers_who_try_the_doors_raise_no_alarm()
    {
        await using var receiver = await Started();
        for (var i = 0; i < 30; i++)
        {
            await receiver.Send(receiver.Form(Receiver.Inbound, ("user", "admin")), "x");
        }

        await Write(receiver);

        Assert.Empty(Alarms(receiver));
        Assert.Equal(30, Assert.Single(receiver.Refusals).Count);
    }

    [Fact]
    public async Task A_book_that_cannot_be_written_is_written_later()
    {
        await using var receiver = await Started();
        await Forged(receiver, 2);
        receiver.World.BookFault = new TimeoutException("database down");
        await Assert.ThrowsAsync<TimeoutException>(() => Write(receiver));
        receiver.World.BookFault = null;

        await Write(receiver);

        Assert.Equal(2, Assert.Single(Assert.Single(receiver.World.Book).Hours).Count.Count);
    }

    [Theory]
    [InlineData("11200", "11200")]
    [InlineData("", "")]
    [InlineData("no number", "")]
    public async Task A_delivery_to_the_fallback_address_is_taken_once_and_counted_by_what_the_carrier_met(string told, string counted)
    {
        await using var receiver = await Started();
        receiver.World.Messages.Add((Some.Conversation.Value, Some.MessageId));

        await receiver.Post(Receiver.Inbound, Sms);
        await receiver.Post(Receiver.Inbound, [.. Sms, ("ErrorCode", told), ("ErrorUrl", "https://hooks.example.com/x")]);

        var fallback = Assert.Single(receiver.Get<DoorTally>().Counts, count => count.Kind == DoorEvent.Fallback);
        Assert.Equal(("inbound", counted, 1), (fallback.Door, fallback.Reason, fallback.Count));
        // Both are the same text to its conversation, which knows the SID.
        Assert.Equal(2, receiver.World.Received.Count);
        Assert.Single(receiver.World.Received.Select(received => received.Sms with { Media = [] }).Distinct());
    }

    /// <summary>Its keeper writes when the test says so.</summary>
    private static async Task<Receiver> Started()
    {
        var receiver = await Receiver.Start();
        await receiver.Get<DoorKeeper>().StopAsync(Cancellation);
        return receiver;
    }

    private static Task Write(Receiver receiver) => receiver.Get<DoorKeeper>().Write(Cancellation);

    private static async Task Forged(Receiver receiver, int times)
    {
        for (var i = 0; i < times; i++)
        {
            receiver.Time.Advance(TimeSpan.FromSeconds(1));
            await receiver.Send(receiver.Form(Receiver.Inbound, Sms), "wrong");
        }
    }

    private static IEnumerable<string> Alarms(Receiver receiver) =>
        receiver.Log.Lines.Where(line => line.Contains("are being refused", StringComparison.Ordinal));
}
