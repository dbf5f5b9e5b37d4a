using Bunit;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Web.Components.Calls;

namespace OrleansSms.Web.Tests.Calls;

public sealed class CallBarTests : CallContext
{
    public override ValueTask InitializeAsync()
    {
        Desk.UnderWay = [SomeCall.Of(CallStatus.CallingMember)];
        Names.Call(Some.Contact, "Maya");
        return base.InitializeAsync();
    }

    [Fact]
    public void A_call_that_is_under_way_is_there_from_the_first_moment_of_a_page()
    {
        var bar = Render<CallBar>();
        Assert.Equal("Maya: Calling your phone…", bar.Find("[role=status]").TextContent);
        Assert.Equal($"inbox/{Some.Conversation}?m=3", bar.Find("a").GetAttribute("href"));
        Assert.Equal("End", bar.Find("[data-hang-up]").TextContent);
    }

    [Fact]
    public void It_follows_the_call_until_it_is_over_whatever_comes_late()
    {
        var bar = Render<CallBar>();
        Say(SomeCall.Change(SomeCall.Talking() with { DateUpdated = Some.Noon.AddSeconds(5) }));
        bar.WaitForAssertion(() => Assert.NotNull(bar.Find("call-clock")));

        Say(SomeCall.Change(SomeCall.Of(CallStatus.Completed) with { DateUpdated = Some.Noon.AddSeconds(9) }));
        bar.WaitForAssertion(() => Assert.Empty(bar.FindAll("[data-call-bar]")));
        Say(SomeCall.Change(SomeCall.Of(CallStatus.Ringing) with { DateUpdated = Some.Noon.AddSeconds(20) }));
        Say(SomeCall.Change(SomeCall.Talking() with { Id = Guid.NewGuid(), DateUpdated = Some.Noon.AddSeconds(21) }));
        bar.WaitForAssertion(() => Assert.Equal("Maya: Talking", bar.Find("[role=status]").TextContent));
    }

    [Fact]
    public void Where_there_are_no_calls_in_the_browser_nothing_of_it_is_on_the_page()
    {
        Assert.Empty(Render<SoftphoneDoor>().Nodes.OfType<AngleSharp.Dom.IElement>());
        Assert.Empty(Render<BrowserCard>().Nodes.OfType<AngleSharp.Dom.IElement>());
        Assert.Empty(Render<CallBar>().FindAll("[data-phone]"));
    }

    [Fact]
    public void A_colleagues_call_is_not_mine()
    {
        Desk.UnderWay = [];
        var bar = Render<CallBar>();
        Say(null);
        bar.WaitForAssertion(() => Assert.Empty(bar.FindAll("[data-call-bar]")));
        Say(SomeCall.Change(SomeCall.Talking(by: SomeCall.Dana)));
        Say(SomeCall.Change(SomeCall.Talking() with { Id = Guid.NewGuid(), Direction = Direction.Inbound, From = Some.Contact, To = Some.Line }));
        bar.WaitForAssertion(() => Assert.Equal("Maya: Talking", bar.Find("[role=status]").TextContent));
    }
}
