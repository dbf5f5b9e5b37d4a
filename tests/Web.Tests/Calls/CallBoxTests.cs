using Bunit;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Web.Components.Calls;
using OrleansSms.Web.Components.Contacts;

namespace OrleansSms.Web.Tests.Calls;

public sealed class CallBoxTests : CallContext
{
    [Fact]
    public void It_says_who_is_called_and_that_my_own_phone_rings_first()
    {
        var box = Box();
        Assert.Equal("Call Maya · +44 7700 900226 · your phone rings first", box.Find(".call-lead p").TextContent);
        Assert.Contains("Your phone: +44 7700 900001", box.Markup, StringComparison.Ordinal);
        Assert.Equal("Call Maya", box.Find("[data-place-call]").GetAttribute("aria-label"));
    }

    [Fact]
    public void Pressed_twice_it_calls_once_and_the_card_is_there_before_the_answer()
    {
        var answer = new TaskCompletionSource<TakenCall>();
        Desk.Places = _ => answer.Task;
        var box = Box();
        box.Find("[data-place-call]").Click();
        Assert.Equal(("true", Some.Conversation), (box.Find("[data-place-call]").GetAttribute("aria-busy"), Calling.Pending!.Conversation));
        box.Find("[data-place-call]").Click();

        var wanted = Assert.Single(Desk.Placed);
        Assert.Equal((wanted.CallId, CallStatus.Queued, Some.Line, Some.Contact), Calling.Pending.AsCall() is var shown ? (shown.Id, shown.Status, shown.From, shown.To) : default);
        answer.SetResult(new(SomeCall.Of(CallStatus.Queued) with { Id = wanted.CallId }, true));
        box.WaitForAssertion(() => Assert.Equal("Cancel call", box.Find("[data-hang-up]").TextContent));
        Assert.Null(Calling.Pending);
    }

    [Fact]
    public void A_refusal_says_why_under_the_box_and_the_next_press_is_another_call()
    {
        Desk.Places = _ => Task.FromException<TakenCall>(new RefusedException(Refusals.InvalidNumber, "This line has no voice."));
        var box = Box();
        box.Find("[data-place-call]").Click();
        Assert.Equal("Not called. This line has no voice.", box.Find(".call-box > [role=alert]").TextContent.Trim());

        box.Find("[data-place-call]").Click();
        Assert.NotEqual(Desk.Placed[0].CallId, Desk.Placed[1].CallId);
    }

    [Fact]
    public void After_a_fault_the_same_call_is_asked_for_again()
    {
        Desk.Places = _ => Task.FromException<TakenCall>(new TimeoutException());
        var box = Box();
        box.Find("[data-place-call]").Click();
        Assert.Contains("it is placed only once", box.Find(".call-box > [role=alert]").TextContent, StringComparison.Ordinal);

        box.Find("[data-place-call]").Click();
        Assert.Equal(Desk.Placed[0].CallId, Desk.Placed[1].CallId);
    }

    [Fact]
    public async Task Without_a_phone_of_my_own_it_asks_for_one_and_then_offers_the_call()
    {
        Desk.Phone = null;
        await Calling.ReadPhone();
        var box = Box();
        Assert.Empty(box.FindAll("[data-place-call]"));
        box.Find("form").Submit();
        Assert.Equal("Enter the number of your phone.", box.Find("[role=alert]").TextContent);

        box.Find("#own-phone").Change("+44 7700 900002");
        box.Find("form").Submit();
        box.WaitForElement("[data-place-call]");
        Assert.Equal(new(Some.Me, "+447700900002", true), Desk.Phone);
    }

    [Fact]
    public async Task A_number_that_is_none_is_told_in_words_and_the_form_stays()
    {
        Desk.Phone = null;
        await Calling.ReadPhone();
        Desk.Fault = new RefusedException(Refusals.InvalidNumber, "This is not a phone number. Use the full number with the country code, like +44 7700 900123.");
        var box = Box();
        box.Find("#own-phone").Change("12");
        box.Find("form").Submit();
        Assert.StartsWith("This is not a phone number.", box.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("12", box.Find("#own-phone").GetAttribute("value"));
    }

    [Fact]
    public void One_call_at_a_time()
    {
        Names.Call("+447700900555", "Ruth");
        var box = Box();
        Say(SomeCall.Change(SomeCall.Talking() with { ConversationId = Some.Id(9), To = "+447700900555" }));

        box.WaitForAssertion(() => Assert.Contains("You are on a call with Ruth. One call at a time.", box.Markup, StringComparison.Ordinal));
        Assert.Empty(box.FindAll("[data-place-call]"));
        Assert.Equal($"inbox/{Some.Id(9)}", box.Find("a.link").GetAttribute("href"));
    }

    [Theory]
    [InlineData("12345", Some.Contact, "No calls can be made from 12345.")]
    [InlineData(Some.Line, "AMAZON", "This number can't be called.")]
    public void Where_nobody_can_be_called_it_says_so_before_anybody_presses(string line, string contact, string said)
    {
        var box = Box(Some.Head(line: line) with { Contact = contact });
        Assert.Equal(said, box.Find(".call-lead").TextContent);
        Assert.Empty(box.FindAll("button"));
    }

    private IRenderedComponent<CallBox> Box(ConversationHead? head = null) =>
        Render<CallBox>(parameters => parameters.Add(x => x.Head, head ?? Some.Head()).Add(x => x.Called, new Called(Some.Contact, Guid.NewGuid(), "Maya")));
}
