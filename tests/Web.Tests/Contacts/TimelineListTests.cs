using System.Collections.Immutable;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Contacts;
using OrleansSms.Conversations;
using OrleansSms.Lines;
using OrleansSms.Web.Components.Contacts;
using OrleansSms.Web.Tests.Calls;
using OrleansSms.Web.Tests.Settings;

namespace OrleansSms.Web.Tests.Contacts;

public sealed class TimelineListTests : CallContext
{
    private readonly List<TimelineEntry> _said = [];

    public TimelineListTests()
    {
        Inbox.Mine = [new(Some.Line, "Main")];
        Services.AddSingleton(Answers.As<IContactHistory>((_, _) => Task.FromResult(new ContactTimeline([.. _said], null))));
    }

    [Fact]
    public void A_call_tells_which_way_it_went_how_it_ended_how_long_it_was_whose_and_what_was_said()
    {
        Said(Some.In(5, body: "and a text"));
        Said(SomeCall.Of(CallStatus.Completed, number: 4, by: SomeCall.Dana) with { Seconds = 200, Recordings = [SomeCall.Recording(kind: RecordingKind.Call)] });
        Said(SomeCall.Of(CallStatus.Voicemail, Direction.Inbound, number: 3) with { Recordings = [SomeCall.Recording() with { Transcript = "Please call back." }] });
        Said(SomeCall.Of(CallStatus.Missed, Direction.Inbound, number: 2));
        Said(SomeCall.Of(CallStatus.Busy, number: 1));

        var entries = Open().FindAll(".timeline-entry");

        Assert.Equal(
            [["Received · 12:00", "and a text"], ["Outgoing call · 12:00", "Ended · 3:20 · Dana", "Recording"], ["Incoming call · 12:00", "Voicemail · 0:32", "Please call back."],
                ["Incoming call · 12:00", "Missed call"], ["Outgoing call · 12:00", "Busy · You"]],
            entries.Select(entry => entry.QuerySelectorAll(".meta, .call-how, .tag, .timeline-text").Select(part => part.TextContent.Trim()).ToArray()));
        Assert.Equal(Enumerable.Range(1, 5).Reverse().Select(number => $"inbox/{Some.Conversation}?m={number}"), entries.Select(entry => entry.GetAttribute("href")));
        Assert.Equal([false, true, false, false, true], entries.Select(entry => entry.ClassList.Contains("is-ours")));
    }

    [Fact]
    public void What_became_of_a_recording_is_told_with_its_call()
    {
        Said(SomeCall.Of(CallStatus.Voicemail, Direction.Inbound) with { Recordings = [SomeCall.Recording(RecordingStatus.Deleted)] });
        Said(SomeCall.Of(CallStatus.Completed, number: 2) with { Recordings = [SomeCall.Recording(RecordingStatus.Waiting, RecordingKind.Call), SomeCall.Recording(RecordingStatus.Absent, RecordingKind.Call)] });

        Assert.Equal(["The voicemail was deleted.", "The recording is being made ready…"], Open().FindAll(".timeline-call .tag").Select(tag => tag.TextContent));
    }

    [Fact]
    public void A_call_that_comes_in_stands_on_top_at_once_and_its_outcome_in_its_place()
    {
        Said(Some.In(2));
        var page = Open();

        Say(SomeCall.Change(SomeCall.Of(CallStatus.Ringing, Direction.Inbound)));
        page.WaitForAssertion(() => Assert.Equal("Ringing", page.Find(".timeline-entry .call-how").TextContent.Trim()));
        Say(SomeCall.Change(SomeCall.Of(CallStatus.Missed, Direction.Inbound), version: 3));

        page.WaitForAssertion(() => Assert.Equal("Missed call", page.Find(".timeline-entry .call-how").TextContent.Trim()));
        Assert.Equal(2, page.FindAll(".timeline-entry").Count);
    }

    [Fact]
    public void A_text_that_is_deleted_loses_its_words_at_once()
    {
        Said(Some.In(1, body: "the boiler"));
        var page = Open();
        Assert.Contains("the boiler", page.Markup, StringComparison.Ordinal);

        Say(new ConversationChange(Some.Head(version: 3), null, OutboxStep.None, Read: null, Deleted: new([1], Some.Noon)));

        page.WaitForAssertion(() => Assert.Equal("Text deleted", page.Find(".timeline-entry .timeline-text").TextContent));
    }

    private void Said(IEntry entry) => _said.Add(new(entry, Some.Line, Some.Contact));

    private IRenderedComponent<TimelineList> Open()
    {
        var page = Render<TimelineList>(parameters => parameters.Add(x => x.Contact, new BookDouble().Contact));
        page.WaitForElement(".timeline-entry");
        return page;
    }
}
