using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Web.Components.Conversations;
using OrleansSms.Web.Live;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Conversations;

public sealed class MessageRowTests : BunitContext
{
    private readonly DeskDouble _desk = new();

    public MessageRowTests()
    {
        ComponentFactories.AddStub<TurnNote>();
        Services.AddSingleton(Some.Clock());
        Services.AddSingleton<IDesk>(_desk);
        Services.AddSingleton(new Member(new SignedIn(), _desk, new FirstPaint()));
    }

    [Fact]
    public void An_incoming_message_says_who_wrote_it_and_when()
    {
        var row = Row(new(Some.In(3, body: "hello"), Place.Alone, Pending: false));
        Assert.Equal("Maya wrote, 12:00:", row.Find(".bubble .sr").TextContent);
        Assert.Equal("3", row.Find("li").GetAttribute("data-seq"));
        Assert.False(row.Find("li").HasAttribute("data-client"));
    }

    [Fact]
    public void Our_own_message_carries_its_id_and_its_mark()
    {
        var message = Some.Out(4, status: DeliveryStatus.Sent);
        var row = Row(new(message, Place.Alone, Pending: false));
        Assert.Equal("You wrote, 12:00, sent:", row.Find(".bubble .sr").TextContent);
        Assert.Equal(message.Id.ToString(), row.Find("li").GetAttribute("data-client"));
        Assert.Equal("sent", row.Find("li").GetAttribute("data-status"));
        Assert.Equal("Sent, show history", row.Find("button.tick").GetAttribute("aria-label"));
    }

    [Fact]
    public void What_is_not_durable_yet_does_not_confirm_itself()
    {
        var row = Row(new(Some.Out(0), Place.Alone, Pending: true));
        Assert.False(row.Find("li").HasAttribute("data-client"));
        Assert.Contains("Sending", row.Find(".tick").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_explained_with_a_way_out_and_the_code()
    {
        var row = Row(new(Some.Out(4, status: DeliveryStatus.Undelivered) with { ErrorCode = 30003 }, Place.Alone, Pending: false));
        Assert.StartsWith("Not delivered", row.Find(".why b").TextContent, StringComparison.Ordinal);
        Assert.Equal("Code 30003", row.Find(".why .code").TextContent);
        Assert.NotNull(row.Find(".why [data-edit]"));
    }

    [Fact]
    public void A_text_that_was_deleted_says_so_and_when()
    {
        var row = Row(new(Some.In(3, body: "") with { BodyDeletedAt = Some.Noon }, Place.Alone, Pending: false));
        Assert.Equal("Text deleted: its time was over", row.Find(".bubble .text-deleted").TextContent);
        Assert.Contains("12:00", row.Find(".text-deleted").GetAttribute("title"), StringComparison.Ordinal);
        Assert.Empty(row.FindAll("[data-body]"));
    }

    [Fact]
    public void Of_a_failure_whose_text_was_deleted_nothing_can_be_sent_again_or_copied()
    {
        var row = Row(new(Some.Out(4, body: "", status: DeliveryStatus.Undelivered) with { ErrorCode = 30001, BodyDeletedAt = Some.Noon }, Place.Alone, Pending: false));
        Assert.StartsWith("Not delivered", row.Find(".why b").TextContent, StringComparison.Ordinal);
        Assert.Empty(row.FindAll("[data-send-again], [data-edit], [data-copy]"));
    }

    [Fact]
    public void While_it_is_looked_up_a_message_in_doubt_says_so_and_offers_nothing()
    {
        var row = Row(new(InDoubt("in_doubt"), Place.Alone, Pending: false));
        Assert.Equal("We could not confirm whether this was sent. We are checking.", row.Find(".why").TextContent.Trim());
        Assert.Empty(row.FindAll("[data-send-again]"));
        Assert.StartsWith("Checking", row.Find("button.tick").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_looked_up_in_vain_can_be_sent_again_once()
    {
        var answer = new TaskCompletionSource<Message?>();
        _desk.SendsAgain = _ => answer.Task;
        var row = Row(new(InDoubt("in_doubt", "not_confirmed"), Place.Alone, Pending: false));
        Assert.Equal("Not confirmed. Send again?", row.Find(".why b").TextContent);
        Assert.Equal("Not confirmed, show history", row.Find("button.tick").GetAttribute("aria-label"));

        row.Find("button[data-send-again]").Click();
        Assert.Equal("Sending again…", row.Find("[data-send-again]").TextContent);
        Assert.Equal("true", row.Find("[data-send-again]").GetAttribute("aria-disabled"));
        row.Find("button[data-send-again]").Click();

        Assert.Equal([InDoubt().Id], _desk.SentAgain);
        answer.SetResult(Some.Out(4, status: DeliveryStatus.Queued));
        row.WaitForAssertion(() => Assert.False(row.Find("[data-send-again]").HasAttribute("aria-disabled")));
    }

    [Theory]
    [InlineData(true, "This message was sent.")]
    [InlineData(false, "This could not be done right now. Try again.")]
    public void A_no_stands_beside_the_button_that_asked(bool refused, string words)
    {
        _desk.SendsAgain = _ => Task.FromException<Message?>(refused ? new RefusedException(Refusals.NothingToSendAgain, words) : new TimeoutException());
        var row = Row(new(InDoubt("in_doubt", "not_confirmed"), Place.Alone, Pending: false));

        row.Find("button[data-send-again]").Click();

        Assert.Equal(words, row.Find("[role=alert]").TextContent);
        Assert.Equal("Send again", row.Find("[data-send-again]").TextContent);
    }

    [Fact]
    public void What_waits_because_the_carrier_lets_nobody_in_says_who_can_help()
    {
        var message = Some.Out(4, status: DeliveryStatus.Queued) with { Timeline = [new("held_up", 20003, null, Some.Noon, null)] };
        Assert.Contains("administrator", Row(new(message, Place.Alone, Pending: false)).Find(".why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_attempts_the_history_tells_which_is_which_and_that_both_arrived()
    {
        var message = Some.Out(4) with
        {
            MessageSid = "SM2",
            Timeline =
            [
                new("in_doubt", null, null, Some.Noon, null, 1), new("not_confirmed", null, null, Some.Noon, null, 1), new("sent_again", null, null, Some.Noon, null, 1),
                new("delivered", null, "SM2", Some.Noon, null, 2), new("sent", null, "SM1", Some.Noon, null, 1),
            ],
        };
        var row = Row(new(message, Place.Alone, Pending: false));
        row.Find("button.tick").Click();

        Assert.Equal(
            ["The carrier's answer was lost; finding out · attempt 1", "No trace of it at the carrier · attempt 1", "Sent again by your team",
             "Delivered to the phone · attempt 2", "Sent to the phone's network · attempt 1 · second copy"],
            row.FindAll(".history li > span:first-child").Skip(1).Select(span => span.TextContent));
        Assert.Contains("may have arrived twice", row.Find(".twice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_failed_before_it_was_sent_again_is_no_copy()
    {
        var message = Some.Out(4) with
        {
            MessageSid = "SM1",
            Timeline =
            [
                new("sent", null, "SM1", Some.Noon, null, 1), new("undelivered", 30003, "SM1", Some.Noon, null, 1), new("sent_again_after_failure", null, null, Some.Noon, null, 1),
                new("delivered", null, "SM2", Some.Noon, null, 2),
            ],
        };
        var row = Row(new(message, Place.Alone, Pending: false));
        row.Find("button.tick").Click();

        Assert.Equal("Delivered to the phone · attempt 2", row.FindAll(".history li > span:first-child")[^1].TextContent);
        Assert.Empty(row.FindAll(".twice"));
    }

    [Fact]
    public void Inside_a_group_a_delivered_message_shows_no_time() =>
        Assert.Empty(Row(new(Some.Out(4), Place.Middle, Pending: false)).FindAll(".m-meta"));

    [Fact]
    public void The_mark_unfolds_every_report_with_the_carriers_clock()
    {
        var message = Some.Out(4) with
        {
            Timeline = [new("sent", null, "SM1", Some.Noon.AddSeconds(2), null), new("delivered", null, "SM1", Some.Noon.AddSeconds(5), "2611181201")],
        };
        var row = Row(new(message, Place.Alone, Pending: false));
        row.Find("button.tick").Click();
        Assert.Equal(["Written", "Sent to the phone's network", "Delivered to the phone"], row.FindAll(".history li > span:first-child").Select(span => span.TextContent));
        Assert.Equal("carrier's clock: 2611181201", row.Find(".carrier").TextContent);
    }

    [Fact]
    public void A_text_with_markup_stays_text() =>
        Assert.Equal("<b>x</b>", Row(new(Some.In(1, body: "<b>x</b>"), Place.Alone, Pending: false)).Find("[data-body]").TextContent);

    private static Message InDoubt(params string[] words) => Some.Out(4, status: DeliveryStatus.InDoubt) with
    {
        Timeline = [.. words.Select(word => new StatusReport(word, null, null, Some.Noon, null, 1))],
    };

    private IRenderedComponent<MessageRow> Row(ThreadItem item) =>
        Render<MessageRow>(parameters => parameters.Add(row => row.Item, item).Add(row => row.Name, "Maya").Add(row => row.Me, Some.Me));
}
