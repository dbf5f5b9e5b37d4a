using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.Web.Components.Conversations;
using OrleansSms.Web.Live;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Conversations;

public sealed class LaterNotesTests : BunitContext
{
    private readonly DeskDouble _desk = new();
    private readonly Outgoing _outgoing;

    public LaterNotesTests()
    {
        var member = new Member(new SignedIn(), _desk, new FirstPaint());
        _outgoing = new(_desk, new ColleaguesDouble(), new Drafts(null!, null!, member, new FirstPaint(), NullLogger<Drafts>.Instance), Some.Time, NullLogger<Outgoing>.Instance);
        Services.AddSingleton(Some.Clock("Europe/Berlin"));
        Services.AddSingleton<IDesk>(_desk);
        Services.AddSingleton(member);
        Services.AddSingleton(_outgoing);
        Services.AddSingleton(new Notices());
        Services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        ComponentFactories.AddStub<TurnNote>();
    }

    [Fact]
    public void Undo_takes_a_text_back_and_gives_its_words_back()
    {
        var message = Some.Out(4, body: "oops", status: DeliveryStatus.Queued) with { HeldUntil = Some.Noon.AddSeconds(5) };
        _desk.Withdraws = _ => Task.FromResult<Message?>(message with { Status = DeliveryStatus.Canceled });
        var note = Render<HeldNote>(with => with.Add(one => one.Message, message));
        Assert.Equal("5000", note.Find("hold-left").GetAttribute("data-left"));

        note.Find("[data-undo]").Click();

        Assert.Equal([message.Id], _desk.Withdrawn);
        Assert.Equal("oops", Assert.Single(_outgoing.Refused).Text);
    }

    [Fact]
    public void Too_late_is_said_as_it_is()
    {
        _desk.Withdraws = _ => Task.FromException<Message?>(new RefusedException(Refusals.TooLate, "Too late: it was sent."));
        var note = Render<HeldNote>(with => with.Add(one => one.Message, Some.Out(4, status: DeliveryStatus.Queued) with { HeldUntil = Some.Noon.AddSeconds(5) }));

        note.Find("[data-undo]").Click();

        Assert.Equal("Too late: it was sent.", note.Find("[role=alert]").TextContent);
        Assert.Empty(_outgoing.Refused);
    }

    [Fact]
    public void A_scheduled_text_says_when_it_goes_on_both_clocks_and_what_can_be_done()
    {
        var message = Scheduled() with { CancelOnReply = true };
        var note = Render<ScheduledNote>(with => with.Add(one => one.Message, message));
        Assert.Equal("Sends tomorrow 23:00 for them, Fri 00:00 for you, not if they reply first", note.Find("span").TextContent);
        Assert.Equal("That is at night for them.", note.Find(".quiet").TextContent);

        note.Find("[data-send-now]").Click();
        note.Find("[data-cancel]").Click();

        Assert.Equal((message.Id, new Rescheduling(Now: true)), Assert.Single(_desk.Rescheduled));
        Assert.Equal([message.Id], _desk.Withdrawn);
    }

    [Fact]
    public async Task Who_may_only_read_sees_it_and_nothing_to_press()
    {
        _desk.Mine = [new(Some.Line, "Main", LineAccess.Read)];
        await Services.GetRequiredService<Member>().ReadLines();

        Assert.Empty(Render<ScheduledNote>(with => with.Add(one => one.Message, Scheduled())).FindAll("button"));
    }

    [Fact]
    public void An_edit_saves_what_was_changed_and_refuses_a_time_that_is_over()
    {
        var closed = false;
        var message = Scheduled();
        var edit = Render<EditScheduled>(with => with.Add(one => one.Message, message).Add(one => one.OnClose, () => closed = true));
        Assert.Equal("2026-11-19T23:00", edit.Find("#pick-time").GetAttribute("value"));

        edit.Find("#pick-time").Change("2026-11-18T11:59");
        Assert.Equal("That time is over. Pick a later one.", edit.Find(".field-error").TextContent);
        edit.Find("form").Submit();
        Assert.Empty(_desk.Rescheduled);

        edit.Find("textarea").Change("better");
        edit.Find("#pick-time").Change("2026-11-20T09:00");
        edit.Find("form").Submit();

        Assert.Equal((message.Id, new Rescheduling("better", Some.Noon.AddHours(45), false)), Assert.Single(_desk.Rescheduled));
        Assert.True(closed);
    }

    // 23:00 in London, midnight in Berlin, on the next day.
    private static Message Scheduled() => Some.Out(4, body: "later", status: DeliveryStatus.Scheduled) with { SendAt = Some.Noon.AddHours(35) };
}
