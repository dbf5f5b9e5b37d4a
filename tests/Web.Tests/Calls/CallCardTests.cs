using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Lines;
using OrleansSms.Web.Components.Calls;
using OrleansSms.Web.Live;
using OrleansSms.Web.Tests.Texts;


namespace OrleansSms.Web.Tests.Calls;

public sealed class CallCardTests : CallContext
{
    public static TheoryData<CallStatus, Direction> All => [.. from status in Enum.GetValues<CallStatus>() from direction in Enum.GetValues<Direction>() select (status, direction)];

    [Theory, MemberData(nameof(All))]
    public void Every_status_has_a_name_in_words_both_ways_and_in_both_languages(CallStatus status, Direction direction)
    {
        var card = Card(SomeCall.Of(status, direction));
        var title = card.Find(".call-title").TextContent;
        Assert.StartsWith($"{title}, 12:00", card.Find("article").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(Word.Of(status), card.Find("li").GetAttribute("data-status"));
        Assert.NotEqual(title, Spoken.In("de", () => Card(SomeCall.Of(status, direction)).Find(".call-title").TextContent));
    }

    [Theory]
    [InlineData(CallStatus.CallingMember, Direction.Outbound, "Outgoing call", "Calling your phone…")]
    [InlineData(CallStatus.Connecting, Direction.Outbound, "Outgoing call", "Press a key on your phone")]
    [InlineData(CallStatus.Ringing, Direction.Outbound, "Outgoing call", "Ringing")]
    [InlineData(CallStatus.Ringing, Direction.Inbound, "Incoming call", "Ringing")]
    [InlineData(CallStatus.LeavingVoicemail, Direction.Inbound, "Incoming call", "Leaving a voicemail")]
    [InlineData(CallStatus.InDoubt, Direction.Outbound, "Outgoing call", "Checking whether the call was placed")]
    [InlineData(CallStatus.Missed, Direction.Inbound, "Missed call", null)]
    [InlineData(CallStatus.NoAnswer, Direction.Outbound, "No answer", null)]
    [InlineData(CallStatus.Busy, Direction.Outbound, "Busy", null)]
    [InlineData(CallStatus.Failed, Direction.Outbound, "Failed call", null)]
    [InlineData(CallStatus.TurnedAway, Direction.Inbound, "Call turned away", null)]
    public void It_says_what_it_is_and_where_it_stands(CallStatus status, Direction direction, string title, string? state)
    {
        var card = Card(SomeCall.Of(status, direction));
        Assert.Equal(title, card.Find(".call-title").TextContent);
        var meta = card.Find(".call-main .meta").TextContent.Trim();
        Assert.Equal(state is not null, meta.Contains(state ?? "?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "12:00 · Recovered")]
    [InlineData(-24, "Yesterday 12:00 · Recovered")]
    public void What_was_found_in_the_carriers_records_says_so_and_when_it_came(int hours, string told)
    {
        var card = Card(SomeCall.Of(CallStatus.Missed, Direction.Inbound) with { Recovered = true, DateCreated = Some.Noon.AddHours(hours) });

        Assert.Equal(told, card.Find(".call-main .meta").TextContent.Trim());
        Assert.EndsWith(", Recovered", card.Find("article").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void While_both_talk_the_page_counts_on_from_what_has_passed()
    {
        var clock = Card(SomeCall.Talking()).Find("call-clock");
        Assert.Equal("timer", clock.GetAttribute("role"));
        var passed = DateTimeOffset.Parse(clock.GetAttribute("data-now")!, null) - DateTimeOffset.Parse(clock.GetAttribute("data-since")!, null);
        Assert.Equal(TimeSpan.FromSeconds(83), passed);
    }

    [Fact]
    public void A_call_that_is_over_tells_how_long_and_who_talked()
    {
        var card = Card(SomeCall.Of(CallStatus.Completed, by: SomeCall.Dana) with { Seconds = 200 });
        Assert.Equal("Outgoing call, 12:00, Ended · 3:20, Dana", card.Find("article").GetAttribute("aria-label"));
        Assert.Equal(["Call back"], Buttons(card));
    }

    [Fact]
    public void My_own_call_can_be_ended_until_that_was_asked_and_a_colleagues_cannot()
    {
        Assert.Equal(["Cancel call"], Buttons(Card(SomeCall.Of(CallStatus.Ringing))));
        Assert.Equal(["Hang up"], Buttons(Card(SomeCall.Talking())));
        Assert.Empty(Buttons(Card(SomeCall.Talking(by: SomeCall.Dana))));
        var asked = SomeCall.Talking() with { Timeline = [new(CallLeg.Member, CallWords.HangUp, null, Some.Me, null, null, null, null, Some.Noon)] };
        Assert.Empty(Buttons(Card(asked)));
        Assert.Contains("Hanging up…", Card(asked).Find(".meta").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Ending_it_asks_the_desk_once_and_a_no_stands_beside_the_button()
    {
        var answer = new TaskCompletionSource<Call?>();
        Desk.HangsUp = _ => answer.Task;
        var card = Card(SomeCall.Talking());
        card.Find("[data-hang-up]").Click();
        Assert.Equal("true", card.Find("[data-hang-up]").GetAttribute("aria-disabled"));
        card.Find("[data-hang-up]").Click();
        Assert.Single(Desk.HungUp);

        answer.SetResult(null);
        card.WaitForAssertion(() => Assert.Equal("This call isn't shared with you any more.", card.Find("[role=alert]").TextContent));
    }

    [Fact]
    public void A_missed_call_is_called_back_and_what_did_not_come_about_can_be_said_by_text()
    {
        var missed = Card(SomeCall.Of(CallStatus.Missed, Direction.Inbound));
        Assert.Contains("is-missed", missed.Find("article").ClassName, StringComparison.Ordinal);
        missed.Find("[data-call-again]").Click();
        Assert.Equal((Some.Line, Some.Contact, Some.Conversation), Assert.Single(Desk.Placed) is var wanted ? (wanted.From, wanted.To, wanted.ConversationId!.Value) : default);

        Assert.Equal(["Call again", "Send a text"], Buttons(Card(SomeCall.Of(CallStatus.Busy))));
        Assert.Equal("The call didn't go through: the line was busy.", Card(SomeCall.Of(CallStatus.Busy)).Find(".call-why").TextContent.Trim());
    }

    [Fact]
    public void A_failure_says_what_to_do_by_its_code_where_that_is_known()
    {
        Assert.Equal("The call didn't go through. Use the full number with the country code, like +44 7700 900123. Use another number Code 21211", Why(SomeCall.Of(CallStatus.Failed) with { ErrorCode = 21211 }));
        Assert.Equal("The call didn't go through. Calls to this number are blocked. Code 13225", Why(SomeCall.Of(CallStatus.Failed) with { ErrorCode = 13225 }));
        Assert.Equal("The call didn't go through. The carrier gave no reason. Check the number, or try again later. Code 13999", Why(SomeCall.Of(CallStatus.Failed) with { ErrorCode = 13999 }));
        Assert.Equal("The call didn't go through. The carrier gave no reason. Check the number, or try again later.", Why(SomeCall.Of(CallStatus.Failed)));
        Assert.Equal("The call was cut off after 2 min 10 s. No sound came from the other end. Code 32014", Why(SomeCall.Of(CallStatus.Failed) with { AnsweredAt = Some.Noon, Seconds = 130, ErrorCode = 32014 }));
        Assert.Equal("The call was cut off after 2 min 10 s. Code 13999", Why(SomeCall.Of(CallStatus.Failed) with { AnsweredAt = Some.Noon, Seconds = 130, ErrorCode = 13999 }));
        Assert.Equal("The call was cut off after 2 min 10 s.", Why(SomeCall.Of(CallStatus.Failed) with { AnsweredAt = Some.Noon, Seconds = 130 }));
        Assert.Equal("Your phone was not picked up, or no key was pressed. Maya was not called.", Why(SomeCall.Of(CallStatus.MemberMissed)));
        Assert.Equal("Dana's phone was not picked up, or no key was pressed. Maya was not called.", Why(SomeCall.Of(CallStatus.MemberMissed, by: SomeCall.Dana)));
        Assert.Equal("It is not dialled again by itself.", Why(SomeCall.Of(CallStatus.InDoubt)));
    }

    [Fact]
    public void Where_the_members_own_phone_was_the_trouble_that_is_told_and_not_the_contacts_number()
    {
        CallEvent refused = new(CallLeg.Member, CallWords.Failed, null, null, null, 21217, null, null, Some.Noon);
        var call = SomeCall.Of(CallStatus.Failed) with { ErrorCode = 21217, Timeline = [refused] };

        Assert.Equal("Your own phone could not be called, so the contact was not called. Use the full number with the country code, like +44 7700 900123. Change your phone Code 21217", Why(call));
        Assert.Equal("Dana's phone could not be called, so the contact was not called. Use the full number with the country code, like +44 7700 900123. Code 21217", Why(call with { UserId = SomeCall.Dana }));
        Assert.StartsWith("The call didn't go through. Use the full", Why(call with { Timeline = [refused with { Leg = CallLeg.Contact }] }), StringComparison.Ordinal);
        Assert.StartsWith("The call didn't go through. All lines are busy.", Why(call with { ErrorCode = 10004, Timeline = [refused with { Code = 10004 }] }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_leads_to_what_the_carrier_says_of_it_and_a_member_to_no_page_for_owners()
    {
        var refused = SomeCall.Of(CallStatus.Failed) with { ErrorCode = 21210 };
        Assert.Equal("https://www.twilio.com/docs/api/errors/21210", Card(refused).Find(".call-why .code").GetAttribute("href"));
        Assert.Empty(Card(refused).FindAll("[href='settings/carrier']"));
    }

    [Fact]
    public async Task On_a_line_that_is_only_read_and_before_it_is_durable_nothing_is_offered()
    {
        Assert.Empty(Buttons(Card(SomeCall.Of(CallStatus.Queued), pending: true)));
        Inbox.Mine = [new(Some.Line, "Main", LineAccess.Read)];
        Assert.True(await Services.GetRequiredService<Member>().ReadLines());
        Assert.Empty(Buttons(Card(SomeCall.Of(CallStatus.Missed, Direction.Inbound))));
    }

    [Fact]
    public void Who_withholds_their_number_cannot_be_called_back() =>
        Assert.Empty(Buttons(Card(SomeCall.Of(CallStatus.Missed, Direction.Inbound) with { From = "ANONYMOUS" })));

    private string Why(Call call) => string.Join(' ', Card(call).Find(".call-why").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string[] Buttons(IRenderedComponent<CallCard> card) => [.. card.FindAll(".call-actions button").Select(button => button.TextContent.Trim())];

    private IRenderedComponent<CallCard> Card(Call call, bool pending = false) => Render<CallCard>(parameters => parameters.Add(x => x.Call, call).Add(x => x.Name, "Maya").Add(x => x.Pending, pending));
}
