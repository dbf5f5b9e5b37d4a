using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Lines;
using OrleansSms.Web.Components.Calls;
using OrleansSms.Web.Components.Inbox;
using OrleansSms.Web.Components.Parts;

namespace OrleansSms.Web.Tests.Calls;

public sealed class CallsScreenTests : CallContext
{
    private static readonly Line Sales = new("+442079460199", "Sales");

    public CallsScreenTests()
    {
        ComponentFactories.AddStub<Title>();
        Inbox.Mine = [new(Some.Line, "Main"), Sales];
        Names.Call(Some.Contact, "Maya");
    }

    [Fact]
    public void A_row_tells_with_whom_how_it_went_when_and_opens_the_conversation_there()
    {
        Desk.Kept.Add(SomeCall.Of(CallStatus.Completed, by: SomeCall.Dana) with { Seconds = 200 });
        Desk.Kept.Add(SomeCall.Of(CallStatus.Missed, Direction.Inbound, number: 2));
        var rows = Open().FindAll("[data-call]");

        Assert.Equal(["Maya", "Outgoing call · Ended · 3:20", "Today, 12:00", "Dana", "Main"], Cells(rows[0]));
        Assert.Equal(["Maya", "Missed call", "Today, 12:00", "–", "Main"], Cells(rows[1]));
        Assert.Equal($"inbox/{Some.Conversation}?m=2", rows[1].QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void A_call_that_failed_tells_why_and_leads_to_what_the_carrier_says_of_it()
    {
        Desk.Kept.Add(SomeCall.Of(CallStatus.Failed) with { ErrorCode = 21215 });
        var row = Open().Find("[data-call]");
        Assert.Equal("Calls to this country are switched off. An administrator can allow it. Code 21215", row.QuerySelector(".call-how-why")!.TextContent);
        Assert.Equal("https://www.twilio.com/docs/api/errors/21215", row.QuerySelector(".call-how-why a")!.GetAttribute("href"));
    }

    [Fact]
    public void What_is_filtered_stands_in_the_address_in_the_question_and_in_that_of_the_file()
    {
        var page = Open();
        page.Find("#calls-line").Change(InboxFilter.TagOf(Sales));
        page.Find("#calls-kind").Change("missed");
        page.Find("#calls-from").Change("2026-11-01");
        page.Find("form").Submit();

        var address = Services.GetRequiredService<NavigationManager>().Uri;
        Assert.EndsWith($"calls?line={InboxFilter.TagOf(Sales)}&kind=missed&from=2026-11-01", address, StringComparison.Ordinal);
        Assert.DoesNotContain("44", address[address.IndexOf("from", StringComparison.Ordinal)..], StringComparison.Ordinal);
        var file = Open(new Uri(address).Query[1..]).Find("[data-export]").GetAttribute("href");
        Assert.Equal($"api/v1/calls.csv?line={Uri.EscapeDataString(Sales.Number)}&kind=missed&from=2026-11-01T00%3A00%3A00.0000000Z", file);
        Assert.Equal(new CallQuery(Sales.Number, Missed: true, From: new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero)), Desk.Asked[^1]);
    }

    [Theory]
    [InlineData("kind=in", Direction.Inbound)]
    [InlineData("kind=out", Direction.Outbound)]
    public void Which_way_it_went_and_whose_it_was_can_be_asked(string query, Direction direction)
    {
        Open($"{query}&who={Some.Me}&to=2026-11-30");
        Assert.Equal(new CallQuery(Direction: direction, UserId: Some.Me, Until: new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)), Assert.Single(Desk.Asked));
    }

    [Theory]
    [InlineData("from=yesterday", "cannot be read")]
    [InlineData("from=2026-11-02&to=2026-11-01", "after the last")]
    [InlineData("kind=magic", "no such kind")]
    [InlineData("line=ffffffff", "no such line")]
    public void What_cannot_be_looked_for_is_told_and_not_asked(string query, string told)
    {
        var page = Open(query);
        Assert.Contains(told, page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Desk.Asked);
        Assert.Empty(page.FindAll("[data-export]"));
    }

    [Fact]
    public void Older_ones_are_shown_when_asked_for()
    {
        for (var number = 1; number <= 60; number++)
        {
            Desk.Kept.Add(SomeCall.Of(CallStatus.Completed, number: number));
        }

        var page = Open();
        Assert.Equal(50, page.FindAll("[data-call]").Count);
        page.FindAll("button").Single(button => button.TextContent == "Show older").Click();
        Assert.Equal(60, page.FindAll("[data-call]").Count);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent == "Show older");
    }

    [Fact]
    public void None_none_like_that_and_a_failure_are_told_apart_and_it_can_be_tried_again()
    {
        Assert.Contains("No calls yet", Open().Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Contains("No calls like that", Open("kind=missed").Find(".empty").TextContent, StringComparison.Ordinal);
        Desk.Fault = new InvalidOperationException("no database");
        var page = Open("kind=in");
        Assert.Contains("The calls could not be read.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Desk.Fault = null;
        page.FindAll("button").Single(button => button.TextContent == "Try again").Click();
        Assert.Contains("No calls like that", page.Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_comes_meanwhile_is_at_the_top_if_it_belongs_here_and_follows_what_becomes_of_it()
    {
        Desk.Kept.Add(SomeCall.Of(CallStatus.Missed, Direction.Inbound, number: 1) with { DateCreated = Some.Noon.AddHours(-1) });
        var page = Open("kind=missed");
        var call = SomeCall.Of(CallStatus.Ringing, Direction.Inbound, number: 2);
        Say(SomeCall.Change(call));
        Say(SomeCall.Change(call with { Status = CallStatus.Missed }));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-call]").Count));
        Assert.Equal(call.Id.ToString(), page.FindAll("[data-call]")[0].GetAttribute("data-call"));

        Say(SomeCall.Change(call with { Status = CallStatus.Voicemail }));
        page.WaitForAssertion(() => Assert.Equal("voicemail", page.FindAll("[data-call]")[0].GetAttribute("data-status")));
    }

    private static string[] Cells(AngleSharp.Dom.IElement row) => [.. row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];

    private IRenderedComponent<CallsScreen> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(query.Length == 0 ? "calls" : $"calls?{query}");
        return Render<CallsScreen>();
    }
}
