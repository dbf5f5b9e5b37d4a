using Bunit;
using OrleansSms.Calls;
using OrleansSms.Web.Components.Calls;
using OrleansSms.Web.Tests.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Tests.Calls;

public sealed class RecordingViewTests : BunitContext
{
    private static readonly Guid CallId = Guid.NewGuid();

    [Fact]
    public void A_voicemail_can_be_played_searched_sped_up_and_downloaded()
    {
        var view = View(SomeCall.Recording());
        var address = $"calls/{CallId}/recordings/RE1";
        Assert.Equal(address, view.Find("audio").GetAttribute("src"));
        Assert.False(view.Find("audio").HasAttribute("controls"));
        Assert.Equal("Play voicemail", view.Find("button[data-play]").GetAttribute("aria-label"));
        Assert.Equal(("range", "32", "Position"), view.Find("[data-seek]") is var seek ? (seek.GetAttribute("type"), seek.GetAttribute("max"), seek.GetAttribute("aria-label")) : default);
        Assert.Equal("Speed", view.Find("button[data-speed]").GetAttribute("data-say-speed"));
        Assert.Equal((address, true), view.Find("a") is var link ? (link.GetAttribute("href"), link.HasAttribute("download")) : default);
        Assert.True(view.Find("[data-broken]").HasAttribute("hidden"));
    }

    [Theory]
    [InlineData(RecordingStatus.InProgress, RecordingKind.Voicemail, "The voicemail is being made ready…")]
    [InlineData(RecordingStatus.Waiting, RecordingKind.Call, "The recording is being made ready…")]
    [InlineData(RecordingStatus.Absent, RecordingKind.Call, "There is no recording of this call.")]
    [InlineData(RecordingStatus.Absent, RecordingKind.Voicemail, "The caller left no message.")]
    [InlineData(RecordingStatus.Deleted, RecordingKind.Call, "The recording was deleted.")]
    [InlineData(RecordingStatus.Failed, RecordingKind.Call, "The recording could not be fetched from the carrier.")]
    public void What_cannot_be_heard_says_why_and_has_no_player(RecordingStatus status, RecordingKind kind, string said)
    {
        var view = View(SomeCall.Recording(status, kind));
        Assert.Equal(said, view.Find(".recording-state span").TextContent);
        Assert.Empty(view.FindAll("audio"));
    }

    [Theory]
    [InlineData("en", "The carrier did not have it for a day.")]
    [InlineData("de", "Der Anbieter hatte sie einen Tag lang nicht.")]
    public void A_file_that_the_carrier_never_had_says_so(string language, string said) => Assert.Equal(
        said, Spoken.In(language, () => RecordingWords.Problem(SomeCall.Recording(RecordingStatus.Failed) with { Problem = RecordingProblems.GivenUp })));

    [Fact]
    public void A_file_that_was_refused_says_what_was_wrong_with_it() => Assert.Contains(
        "too large", View(SomeCall.Recording(RecordingStatus.Failed) with { Problem = RecordingProblems.TooLarge }).Find(".recording-state").TextContent, StringComparison.Ordinal);

    [Fact]
    public void The_transcript_and_what_was_announced_stand_under_it()
    {
        var view = View(SomeCall.Recording(kind: RecordingKind.Call) with { Transcript = "Please call me back.", Announcement = "This call is recorded." });
        Assert.Equal("Please call me back.", view.Find(".transcript p").TextContent);
        Assert.Equal("Both were told: “This call is recorded.”", view.Find(".recording > .meta").TextContent);
    }

    private IRenderedComponent<RecordingView> View(CallRecording recording) => Render<RecordingView>(parameters => parameters.Add(x => x.CallId, CallId).Add(x => x.Recording, recording));
}
