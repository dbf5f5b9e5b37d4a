using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Lines;
using OrleansSms.Web.Components.Inbox;
using OrleansSms.Web.Components.Parts;
using OrleansSms.Web.Components.Settings.Calls;
using OrleansSms.Web.Live;
using OrleansSms.Web.Tests.Calls;

namespace OrleansSms.Web.Tests.Settings;

public sealed class CallsPageTests : CallContext
{
    private static readonly Line Sales = new("+442079460199", "Sales");
    private readonly Dictionary<string, VoiceSettings?> _kept = new() { [Some.Line] = VoiceSettings.Default, [Sales.Number] = VoiceSettings.Default with { RingSeconds = 33 } };
    private readonly List<string> _removed = [];
    private LineGreeting? _greeting;
    private Exception? _fault;

    public CallsPageTests()
    {
        ComponentFactories.AddStub<Title>();
        ComponentFactories.AddStub<Microsoft.AspNetCore.Components.Forms.AntiforgeryToken>();
        Inbox.Mine = [new(Some.Line, "Main"), Sales];
        Services.AddSingleton(Answers.As<ILineGreetings>((method, arguments) =>
        {
            if (_fault is { } fault)
            {
                return method.Name == nameof(ILineGreetings.Remove) ? Task.FromException<bool>(fault) : Task.FromException<LineGreeting?>(fault);
            }

            if (method.Name == nameof(ILineGreetings.Of))
            {
                return Task.FromResult(_greeting);
            }

            _removed.Add((string)arguments[0]!);
            return Task.FromResult(true);
        }));
        Services.AddSingleton(Answers.As<ILineVoice>((method, arguments) =>
        {
            var line = (string)arguments[0]!;
            if (_fault is { } fault)
            {
                return method.Name == nameof(ILineVoice.Set) ? Task.FromException<bool>(fault) : Task.FromException<VoiceSettings?>(fault);
            }

            if (method.Name == nameof(ILineVoice.Of))
            {
                return Task.FromResult(_kept[line]);
            }

            _kept[line] = _kept[line] is null ? null : (VoiceSettings)arguments[1]!;
            return Task.FromResult(_kept[line] is not null);
        }));
    }

    [Fact]
    public void What_is_changed_is_saved_for_the_line_that_was_chosen()
    {
        var page = Open($"?line={InboxFilter.TagOf(Sales)}");
        Assert.Equal("33", page.Find("#ring-seconds").GetAttribute("value"));
        page.Find("#ring-seconds").Change("25");
        page.FindAll("input[name=order]")[1].Change(true);
        page.FindAll("input[name=who]")[1].Change(true);
        page.FindAll(".voice-people input")[1].Change(true);
        page.FindAll(".voice-people input")[1].Change(true);
        page.Find("button[aria-label='Move Dana down']").Click();
        page.FindAll("input[name=hours]")[1].Change(true);
        page.Find("form").Submit();

        var kept = _kept[Sales.Number]!;
        Assert.Equal((25, RingOrder.InOrder), (kept.RingSeconds, kept.Order));
        Assert.Equal([Some.Me, SomeCall.Dana], kept.Members);
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], kept.Hours.Select(hours => hours.Day));
        Assert.Equal(VoiceSettings.Default, _kept[Some.Line]);
        Assert.Equal("Saved", Assert.Single(Services.GetRequiredService<Notices>().Shown).Text);
    }

    [Fact]
    public void What_is_wrong_is_marked_at_its_field_and_nothing_is_saved()
    {
        var page = Open();
        page.Find("#ring-seconds").Change("2");
        page.Find("form").Submit();

        Assert.Equal("Enter 5 to 60 seconds.", page.Find("#wrong-RingSeconds").TextContent);
        Assert.Equal("true", page.Find("#ring-seconds").GetAttribute("aria-invalid"));
        Assert.Contains("Something has to be put right first.", page.Find(".save-bar [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(VoiceSettings.Default, _kept[Some.Line]);
    }

    [Fact]
    public void A_refusal_stands_at_the_button_and_what_was_typed_stays()
    {
        var page = Open();
        page.Find("#ring-seconds").Change("25");
        _fault = new RefusedException(Refusals.NotAllowed, "Not on Sundays.");
        page.Find("form").Submit();
        Assert.Equal("25", page.Find("#ring-seconds").GetAttribute("value"));
        Assert.NotEmpty(page.FindAll(".save-bar [role=alert]"));
        _fault = null;
        page.FindAll(".save-bar button")[1].Click();
        Assert.Equal("20", page.Find("#ring-seconds").GetAttribute("value"));
    }

    [Fact]
    public void A_line_of_others_and_a_failure_are_told_apart()
    {
        _kept[Some.Line] = null;
        Assert.Contains("isn't yours to look after", Open().Find(".empty").TextContent, StringComparison.Ordinal);
        _fault = new TimeoutException();
        var page = Open($"?line={InboxFilter.TagOf(Sales)}");
        Assert.Contains("The settings could not be read.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        _fault = null;
        page.FindAll("button").Single(button => button.TextContent == "Try again").Click();
        Assert.NotEmpty(page.FindAll("#ring-seconds"));
    }

    [Fact]
    public void Without_a_recorded_greeting_the_words_are_spoken_and_one_can_be_uploaded_for_the_line()
    {
        var page = Open($"?line={InboxFilter.TagOf(Sales)}");

        Assert.Contains("the words above are spoken", page.Find(".voice-greeting .field-help").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".voice-greeting audio"));
        Assert.Empty(page.FindAll("#remove-greeting"));
        Assert.Equal("Upload a recording", page.Find("[data-choose]").TextContent.Trim());
        Assert.Contains("5 MB at most", page.Find("sound-upload .field-help").TextContent, StringComparison.Ordinal);
        var upload = page.Find("sound-upload");
        Assert.Equal(($"settings/calls/greeting?line={InboxFilter.TagOf(Sales)}", "5242880"), (upload.GetAttribute("data-action"), upload.GetAttribute("data-most")));
    }

    [Fact]
    public async Task What_was_uploaded_is_shown_at_once_and_what_was_typed_beside_it_stays()
    {
        var page = Open();
        page.Find("#ring-seconds").Change("25");
        _greeting = Recorded();

        await page.Find("sound-upload").TriggerEventAsync("onuploaded", EventArgs.Empty);

        Assert.Equal(("Hello <there>.mp3", "1.5 MB"), (page.Find(".voice-greeting-name b").TextContent, page.Find(".voice-greeting-name .meta").TextContent));
        Assert.Equal(_greeting.Path, page.Find(".voice-greeting audio").GetAttribute("src"));
        Assert.Equal("Replace it", page.Find("[data-choose]").TextContent.Trim());
        Assert.Equal("25", page.Find("#ring-seconds").GetAttribute("value"));
        Assert.Equal("Greeting saved", Assert.Single(Services.GetRequiredService<Notices>().Shown).Text);
    }

    [Fact]
    public void A_recorded_greeting_is_removed_after_a_question_and_a_failure_is_told()
    {
        _greeting = Recorded();
        _kept[Some.Line] = VoiceSettings.Default with { GreetingFile = _greeting.Id };
        var page = Open();
        Assert.Single(page.FindAll(".voice-greeting audio"));

        _fault = new TimeoutException();
        page.FindAll("#remove-greeting button").Single(button => button.TextContent == "Remove it").Click();
        Assert.Contains("The greeting could not be changed.", page.Find(".voice-greeting [role=alert].refused, .voice-greeting .refused").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".voice-greeting audio"));

        _fault = null;
        page.FindAll("#remove-greeting button").Single(button => button.TextContent == "Remove it").Click();
        Assert.Empty(page.FindAll(".voice-greeting audio"));
        Assert.Equal([Some.Line], _removed);
    }

    [Fact]
    public void Whoever_leaves_with_something_unsaved_is_asked_and_may_stay_or_go()
    {
        var page = Open();
        var navigation = Services.GetRequiredService<NavigationManager>();
        page.Find("#ring-seconds").Change("25");

        navigation.NavigateTo("settings/profile");
        Assert.EndsWith("settings/calls", navigation.Uri, StringComparison.Ordinal);
        page.WaitForElement("[data-stay]").Click();
        Assert.Empty(page.FindAll("[data-dialog=unsaved]"));
        Assert.Equal("25", page.Find("#ring-seconds").GetAttribute("value"));

        navigation.NavigateTo("settings/profile");
        page.WaitForElement("[data-leave]").Click();
        Assert.EndsWith("settings/profile", navigation.Uri, StringComparison.Ordinal);
        Assert.Equal(VoiceSettings.Default, _kept[Some.Line]);
    }

    [Fact]
    public void Another_line_is_chosen_only_when_nothing_is_lost_by_it()
    {
        var page = Open();
        page.FindAll("input[name=hours]")[1].Change(true);

        page.Find("#voice-line").Change(InboxFilter.TagOf(Sales));
        page.WaitForElement("[data-stay]").Click();
        Assert.Equal(InboxFilter.TagOf(new(Some.Line, "Main")), page.Find("#voice-line option[selected]").GetAttribute("value"));

        page.Find("#voice-line").Change(InboxFilter.TagOf(Sales));
        page.WaitForElement("[data-leave]").Click();
        page.WaitForAssertion(() => Assert.Equal("33", page.Find("#ring-seconds").GetAttribute("value")));
    }

    [Fact]
    public void What_is_saved_discarded_or_typed_back_is_no_reason_to_ask()
    {
        var page = Open();
        var navigation = Services.GetRequiredService<NavigationManager>();
        page.Find("#ring-seconds").Change("25");
        page.Find("#ring-seconds").Change("20");
        navigation.NavigateTo("settings/profile");
        Assert.EndsWith("settings/profile", navigation.Uri, StringComparison.Ordinal);

        page = Open();
        page.Find("#ring-seconds").Change("25");
        page.Find("form").Submit();
        navigation.NavigateTo("settings/security");
        Assert.EndsWith("settings/security", navigation.Uri, StringComparison.Ordinal);

        page = Open();
        page.Find("#greeting").Change("Hello.");
        page.FindAll(".save-bar button")[1].Click();
        navigation.NavigateTo("settings/profile");
        Assert.EndsWith("settings/profile", navigation.Uri, StringComparison.Ordinal);
    }

    private static LineGreeting Recorded() => new(Guid.NewGuid(), "Hello <there>.mp3", "audio/mpeg", 1_572_864, Some.Noon);

    private IRenderedComponent<CallsPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"settings/calls{query}");
        return Render<CallsPage>();
    }
}
