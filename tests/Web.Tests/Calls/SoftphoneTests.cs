using Bunit;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Web.Components.Calls;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Calls;

/// <summary>What the script tells of the phone in the browser, on the screen.</summary>
public sealed class SoftphoneTests : CallContext
{
    public override ValueTask InitializeAsync()
    {
        Browser.Sources = ["wss://carrier.example"];
        Names.Call(Some.Contact, "Maya");
        return base.InitializeAsync();
    }

    [Fact]
    public void A_call_that_rings_here_says_who_it_is_and_can_be_answered_or_declined()
    {
        var bar = Render<CallBar>();
        Tell("ringing", from: Some.Contact);

        bar.WaitForAssertion(() => Assert.Equal("Maya is calling", bar.Find("[data-ringing] [role=alert]").TextContent));
        Assert.Equal(["answer", "decline"], bar.FindAll("[data-ringing] button").Select(button => button.GetAttribute("data-phone")));
        Tell("ready");
        bar.WaitForAssertion(() => Assert.Empty(bar.FindAll("[data-ringing]")));
    }

    [Fact]
    public void While_one_talks_here_there_are_mute_keys_and_devices_and_elsewhere_not()
    {
        var bar = Render<CallBar>();
        Say(SomeCall.Change(SomeCall.Talking()));
        bar.WaitForAssertion(() => Assert.NotNull(bar.Find("[data-call-bar]")));
        Assert.Empty(bar.FindAll("[data-talk]"));

        Tell("talking", muted: true);
        bar.WaitForAssertion(() => Assert.Equal("true", bar.Find("[data-phone=mute]").GetAttribute("aria-pressed")));
        Assert.Equal("123456789*0#", string.Concat(bar.FindAll("[data-digit]").Select(key => key.GetAttribute("data-digit"))));
        Assert.NotNull(bar.Find("phone-devices"));
        Assert.Single(bar.FindAll("[data-hang-up]"));
        Tell("talking");
        bar.WaitForAssertion(() => Assert.Equal("false", bar.Find("[data-phone=mute]").GetAttribute("aria-pressed")));
    }

    [Fact]
    public void Who_talks_can_end_it_before_the_thread_knows_of_the_call()
    {
        var bar = Render<CallBar>();
        Tell("talking");

        bar.WaitForAssertion(() => Assert.NotNull(bar.Find("[data-phone=hangup]")));
    }

    [Theory]
    [InlineData("microphone", "may not use your microphone")]
    [InlineData("nomicrophone", "No microphone was found")]
    [InlineData("refused", "did not let this browser in")]
    [InlineData("lost", "no connection with the carrier")]
    [InlineData("unsupported", "cannot take calls")]
    [InlineData("script", "could not be loaded")]
    public async Task What_keeps_it_from_working_is_told_with_where_calls_ring_instead(string problem, string words)
    {
        var bar = Render<CallBar>();
        Tell("failed", problem);
        bar.WaitForAssertion(() => Assert.Contains(words, bar.Find("[data-phone-trouble]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Calls ring +44 7700 900001 meanwhile.", bar.Find("[data-phone-trouble]").TextContent, StringComparison.Ordinal);

        await Calling.SavePhone(null, true);
        bar.WaitForAssertion(() => Assert.Contains("Calls reach you nowhere meanwhile", bar.Find("[data-phone-trouble]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_rings_here_first_while_it_works_and_at_the_number_else()
    {
        var bar = Render<CallBar>();
        Tell("ready");
        await Calling.Place(Some.Conversation, Some.Line, Some.Contact);
        Say(SomeCall.Change(SomeCall.Of(CallStatus.Completed) with { Id = Desk.Placed[0].CallId, DateUpdated = Some.Noon.AddMinutes(1) }));
        bar.WaitForAssertion(() => Assert.Null(Calling.Own));
        Tell("failed", "lost");
        await Calling.Place(Some.Conversation, Some.Line, Some.Contact);

        Assert.Equal([true, false], Desk.Placed.Select(wanted => wanted.InBrowser));
    }

    [Fact]
    public async Task Who_named_no_phone_calls_from_the_browser()
    {
        await Calling.SavePhone(null, true);
        Assert.True(Calling.LacksPhone);
        Tell("ready");

        Assert.False(Calling.LacksPhone);
        await Calling.Place(Some.Conversation, Some.Line, Some.Contact);
        Assert.Single(Desk.Placed);
    }

    [Fact]
    public async Task The_browser_is_told_which_ringing_call_is_the_members_own()
    {
        Desk.Places = wanted => Task.FromResult(new TakenCall(SomeCall.Of(CallStatus.Queued) with { Id = wanted.CallId, CallSid = null }, true));
        var door = Render<SoftphoneDoor>();
        Assert.False(door.Find("soft-phone").HasAttribute("data-calling"));
        await Calling.Place(Some.Conversation, Some.Line, Some.Contact);
        door.WaitForAssertion(() => Assert.Equal("", door.Find("soft-phone").GetAttribute("data-calling")));

        var call = SomeCall.Of(CallStatus.CallingMember) with { Id = Desk.Placed[0].CallId, CallSid = "CA1", DateUpdated = Some.Noon.AddSeconds(5) };
        Say(SomeCall.Change(call));
        door.WaitForAssertion(() => Assert.Equal("CA1", door.Find("soft-phone").GetAttribute("data-calling")));
        Say(SomeCall.Change(call with { Status = CallStatus.Ringing, DateUpdated = Some.Noon.AddSeconds(6) }));
        door.WaitForAssertion(() => Assert.False(door.Find("soft-phone").HasAttribute("data-calling")));
    }

    [Fact]
    public void Nonsense_of_a_script_is_nothing()
    {
        Softphone.Take(new() { State = "99", Problem = "loud", From = new string('1', 1000) });

        Assert.Equal((SoftphoneState.Off, null, ""), (Softphone.State, Softphone.Problem, Softphone.Caller));
    }

    private void Tell(string state, string problem = "", string from = "", bool muted = false) =>
        Softphone.Take(new() { State = state, Problem = problem, From = from, Muted = muted });
}
