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
    private Exception? _fault;

    public CallsPageTests()
    {
        ComponentFactories.AddStub<Title>();
        Inbox.Mine = [new(Some.Line, "Main"), Sales];
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

    private IRenderedComponent<CallsPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"settings/calls{query}");
        return Render<CallsPage>();
    }
}
