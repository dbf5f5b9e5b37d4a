using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Conversations;
using OrleansSms.Web.Components.Conversations;

namespace OrleansSms.Web.Tests.Conversations;

public sealed class RecoveredRowTests : BunitContext
{
    public RecoveredRowTests() => Services.AddSingleton(Some.Clock());

    [Fact]
    public void A_recovered_text_says_so_with_the_time_it_was_sent()
    {
        var row = Row(Recovered(3, sentMinutesAgo: 24 * 60 + 30));

        Assert.Equal("Recovered, sent Yesterday 11:30", row.Find(".recovered").TextContent);
        Assert.Equal("Maya wrote, Yesterday 11:30, recovered:", row.Find(".bubble .sr").TextContent);
    }

    [Fact]
    public void A_text_that_came_by_itself_does_not() => Assert.Empty(Row(Some.In(3)).FindAll(".recovered"));

    [Fact]
    public void It_stands_on_the_day_it_came_into_the_thread_so_that_no_day_is_there_twice()
    {
        var days = ThreadDays.Of([Some.In(1, Some.Noon.AddMinutes(-5)), Recovered(2, sentMinutesAgo: 24 * 60), Some.In(3)], [], Some.Clock());

        Assert.Equal([Place.Alone, Place.Alone, Place.Alone], Assert.Single(days).Items.Select(item => item.Place));
    }

    [Fact]
    public void A_message_that_nobody_confirmed_says_that()
    {
        var message = Some.Out(4, status: DeliveryStatus.Sent) with { Timeline = [new("sent", null, "SM1", Some.Noon, null), new(DeliveryReport.Unconfirmed, null, null, Some.Noon.AddDays(3), null)] };
        var row = Row(message);
        row.Find("button.tick").Click();

        Assert.Equal("Sent, no confirmation, show history", row.Find("button.tick").GetAttribute("aria-label"));
        Assert.Equal("No confirmation came in days; no longer asked for", row.FindAll(".history li > span:first-child")[^1].TextContent);
    }

    private static Message Recovered(int number, int sentMinutesAgo) =>
        Some.In(number, Some.Noon.AddMinutes(-sentMinutesAgo)) with { Recovered = true, DateSent = Some.Noon };

    private IRenderedComponent<MessageRow> Row(Message message) => Render<MessageRow>(parameters => parameters
        .Add(row => row.Item, new(message, Place.Alone, Pending: false)).Add(row => row.Name, "Maya").Add(row => row.Me, Some.Me));
}
