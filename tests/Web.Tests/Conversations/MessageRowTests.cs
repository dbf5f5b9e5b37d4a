using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Conversations;
using OrleansSms.Web.Components.Conversations;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Conversations;

public sealed class MessageRowTests : BunitContext
{
    public MessageRowTests() => Services.AddSingleton(Some.Clock());

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

    private IRenderedComponent<MessageRow> Row(ThreadItem item) =>
        Render<MessageRow>(parameters => parameters.Add(row => row.Item, item).Add(row => row.Name, "Maya").Add(row => row.Me, Some.Me));
}
