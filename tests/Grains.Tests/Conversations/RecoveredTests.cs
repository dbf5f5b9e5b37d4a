using OrleansSms.Conversations;
using OrleansSms.Grains.Conversations;

namespace OrleansSms.Grains.Tests.Conversations;

/// <summary>Texts that never came and were found later.</summary>
public sealed class RecoveredTests
{
    private static readonly DateTimeOffset Now = Some.Now;

    [Fact]
    public void It_is_the_next_entry_with_the_carriers_time_and_a_mark()
    {
        var conversation = Some.Conversation(Some.Text(1), Some.Text(2));

        var change = conversation.Receive(Late(3, minutesAgo: 90), Now)!;

        Assert.Equal(3, change.Message!.Number);
        Assert.True(change.Message.Recovered);
        Assert.Equal(Now.AddMinutes(-90), change.Message.DateCreated);
        Assert.Equal((Now, Now), (change.Message.DateSent, change.Message.DateUpdated));
        Assert.Equal((3, 3), (change.Head.InboundCount, change.Head.UnreadCount));
        Assert.Equal(Now, change.Head.LastActivityAt);
        Assert.Equal(ConversationState.Open, change.Head.State);
    }

    [Fact]
    public void As_the_first_of_a_conversation_it_gives_that_its_time()
    {
        var head = new Conversation(Some.Id).Receive(Late(1, minutesAgo: 90), Now)!.Head;

        Assert.Equal((Now.AddMinutes(-90), Now.AddMinutes(-90)), (head.LastActivityAt, head.CreatedAt));
    }

    [Fact]
    public void A_text_that_came_by_itself_has_no_mark() => Assert.False(Some.Conversation(Some.Text(1)).Message(1)!.Recovered);

    [Fact]
    public void One_that_is_here_already_changes_nothing_whichever_way_it_comes()
    {
        Assert.Null(Some.Conversation(Some.Text(1)).Receive(Late(1, minutesAgo: 5), Now));
        Assert.Null(Some.Conversation(Late(1, minutesAgo: 5)).Receive(Some.Text(1), Now));
    }

    [Fact]
    public void A_carrier_whose_clock_is_ahead_takes_nothing_into_the_future() =>
        Assert.Equal(Now, Some.Conversation(Late(1, minutesAgo: -3)).Message(1)!.DateCreated);

    [Theory]
    // What is known, as word and minutes ago, the oldest first; what is found; whether the contact is opted out then.
    [InlineData("", "STOP", 60, true)]
    [InlineData("hello 10", "STOP", 60, true)]
    [InlineData("START 10", "STOP", 60, false)]
    [InlineData("START 90", "STOP", 60, true)]
    [InlineData("STOP 90,START 10", "STOP", 60, false)]
    [InlineData("STOP 10", "START", 60, true)]
    [InlineData("STOP 60", "START", 60, true)]
    [InlineData("STOP 90", "START", 60, false)]
    [InlineData("STOP 90", "UNSTOP", 60, false)]
    [InlineData("STOP 90", "YES", 60, false)]
    [InlineData("STOP 10", "YES", 60, true)]
    [InlineData("STOP 90,STOP 10", "START", 60, true)]
    [InlineData("STOP 90,hello 10", "START", 60, false)]
    [InlineData("hello 90", "START", 60, false)]
    [InlineData("STOP 90", "hello", 60, true)]
    public void For_consent_the_newest_word_counts_not_the_last_to_arrive(string known, string found, int minutesAgo, bool optedOut)
    {
        var conversation = new Conversation(Some.Id);
        var sid = 0;
        foreach (var text in known.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(' ')))
        {
            var came = Now.AddMinutes(-int.Parse(text[1], System.Globalization.CultureInfo.InvariantCulture));
            conversation = conversation.Apply(conversation.Receive(Some.Text(++sid, text[0]), came)!);
        }

        Assert.Equal(optedOut, conversation.Receive(Late(100, minutesAgo, found), Now)!.Head.OptedOut);
    }

    [Fact]
    public void Where_the_opting_out_is_out_of_sight_a_late_yes_does_not_undo_it()
    {
        var conversation = Some.Conversation([Some.Text(1, "STOP"), .. Enumerable.Range(2, Conversation.Kept).Select(sid => Some.Text(sid))]);

        Assert.True(conversation.Receive(Late(100, minutesAgo: 1, "START"), Now)!.Head.OptedOut);
    }

    [Fact]
    public void A_refusal_of_the_carriers_is_a_word_too()
    {
        var conversation = Some.Conversation(Some.Text(1));
        conversation = conversation.Apply(conversation.Queue(Some.Draft(), Now)!);
        conversation = conversation.Apply(conversation.Report(conversation.Message(conversation.Head!.LastNumber)!, new(conversation.Message(conversation.Head!.LastNumber)!.Id, "failed", ErrorCode: 21610), Now.AddMinutes(-10))!);

        Assert.True(conversation.Receive(Late(2, minutesAgo: 60, "START"), Now)!.Head.OptedOut);
        Assert.False(conversation.Receive(Late(2, minutesAgo: 5, "START"), Now)!.Head.OptedOut);
    }

    [Fact]
    public void A_price_is_told_once_and_moves_nothing_else()
    {
        var conversation = Some.Conversation(Some.Text(1));
        var change = conversation.Bill(conversation.Message(1)!, -0.0079m, "USD", Now.AddHours(1))!;

        Assert.Equal((-0.0079m, "USD"), (change.Message!.Price, change.Message.PriceUnit));
        Assert.Equal(conversation.Head! with { Version = conversation.Head.Version + 1 }, change.Head);
        conversation = conversation.Apply(change);
        Assert.Null(conversation.Bill(conversation.Message(1)!, -0.5m, "USD", Now));
    }

    [Theory]
    [InlineData(DeliveryReport.Unconfirmed)]
    [InlineData(DeliveryReport.NotOnRecord)]
    public void Our_own_notes_stand_in_the_timeline_once_and_move_no_status(string word)
    {
        var conversation = Some.Conversation();
        conversation = conversation.Apply(conversation.Queue(Some.Draft(), Now));
        var id = conversation.Message(1)!.Id;
        conversation = conversation.Apply(conversation.Report(conversation.Message(1)!, new(id, "sent", Some.Sid(1)), Now)!);
        conversation = conversation.Apply(conversation.Report(conversation.Message(1)!, new(id, word), Now)!);

        Assert.Equal((DeliveryStatus.Sent, 2), (conversation.Message(1)!.Status, conversation.Message(1)!.Timeline.Length));
        Assert.Null(conversation.Report(conversation.Message(1)!, new(id, word), Now.AddDays(1)));
        Assert.Equal(DeliveryStatus.Delivered, conversation.Report(conversation.Message(1)!, new(id, "delivered", Some.Sid(1)), Now)!.Message!.Status);
    }

    private static InboundSms Late(int sid, int minutesAgo, string body = "hello") => Some.Text(sid, body) with { CarrierDate = Now.AddMinutes(-minutesAgo) };
}
