using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Tray;
using OrleansSms.Web.Components.Parts;
using OrleansSms.Web.Components.Sweeps;
using OrleansSms.Web.Components.Tray;
using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Tray;

public sealed class TrayPageTests : BunitContext
{
    private readonly TrayDouble _tray = new();
    private readonly Notices _notices = new();

    public TrayPageTests()
    {
        Services.AddSingleton(Some.Clock()).AddSingleton<ITrayDesk>(_tray);
        Services.AddSingleton(_notices);
        ComponentFactories.AddStub<Title>();
        ComponentFactories.AddStub<SweepsPanel>();
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void An_empty_tray_says_so()
    {
        Assert.Contains("The tray is empty", Page().Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing settled yet", Page("settled").Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_replayed_leaves_the_open_list_and_is_found_under_settled()
    {
        var entry = _tray.Add();
        var page = Page();

        Button(page, "Replay").Click();

        Assert.Empty(page.FindAll("[data-tray]"));
        Assert.Equal("Replayed", Assert.Single(_notices.Shown).Text);
        var settled = Page("settled").Find($"[data-tray='{entry.Id}']").TextContent;
        Assert.Contains("Replayed Today", settled, StringComparison.Ordinal);
        Assert.Contains("Understood now.", settled, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_still_not_understood_stays_and_tells_the_reason()
    {
        _tray.Add();
        _tray.StillNot = "It is of another carrier account.";
        var page = Page();

        Button(page, "Replay").Click();

        Assert.Contains("Tried again Today, 12:00: It is of another carrier account.", page.Find("[data-tray]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_click_while_the_first_is_under_way_is_for_nothing()
    {
        _tray.Add();
        var end = new TaskCompletionSource();
        _tray.Delay = end.Task;
        var page = Page();

        Button(page, "Replay").Click();
        Assert.All(page.FindAll("[data-tray] .btn"), button => Assert.True(button.HasAttribute("disabled")));
        Button(page, "Replay").Click();
        end.SetResult();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-tray]")));
        Assert.Equal(1, _tray.Replays);
    }

    [Fact]
    public void What_is_dismissed_comes_back_with_undo()
    {
        var entry = _tray.Add();
        var page = Page();
        Button(page, "Dismiss").Click();
        Assert.Empty(page.FindAll("[data-tray]"));
        Assert.Equal(TrayState.Dismissed, Assert.Single(_tray.Entries).State);

        _ = Assert.Single(_notices.Shown).Undo!();

        page.WaitForAssertion(() => Assert.NotNull(page.Find($"[data-tray='{entry.Id}']")));
    }

    [Fact]
    public void All_of_one_reason_are_replayed_at_a_click()
    {
        _tray.Add("No line.");
        _tray.Add("No line.", 1);
        _tray.Add("Alone.", 2);
        var page = Page();
        var reasons = page.FindAll(".reasons li");
        Assert.Equal("2 × No line.", Assert.Single(reasons).QuerySelector("span")!.TextContent);

        Button(page, "Replay all of these").Click();

        Assert.Equal("Replayed 2", Assert.Single(_notices.Shown).Text);
        Assert.Contains("Alone.", Assert.Single(page.FindAll("[data-tray]")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Older_entries_come_on_demand()
    {
        for (var i = 0; i < 120; i++)
        {
            _tray.Add($"reason {i}", i);
        }

        var page = Page();
        Assert.Equal(50, page.FindAll("[data-tray]").Count);
        Button(page, "Show older").Click();
        Button(page, "Show older").Click();

        Assert.Equal(120, page.FindAll("[data-tray]").Count);
        Assert.DoesNotContain("Show older", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_of_ours_is_told_and_changes_nothing()
    {
        _tray.Add();
        _tray.Fault = new TimeoutException("database down");
        var page = Page();

        Button(page, "Replay").Click();

        Assert.Contains("That did not work", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("[data-tray]"));
        Assert.DoesNotContain("database", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_doors_are_counted_and_a_burst_of_refusals_is_told_above_all()
    {
        _tray.Book =
        [
            new("inbound", DoorEvent.Accepted, "", 41, Some.Noon), new("status", DoorEvent.Refused, "bad-signature", 25, Some.Noon),
            new("inbound", DoorEvent.Fallback, "11200", 3, Some.Noon),
        ];
        _tray.Doors = [new(Some.Noon, null, 25, Some.Noon.AddMinutes(-5), Some.Noon)];

        var page = Page();

        Assert.Contains("Twilio's webhooks are being refused: 25 times since 11:55", Words(page.Find(".banner")), StringComparison.Ordinal);
        Assert.Equal("Status report Wrong signature25 times, last 12:00", Words(page.Find("[data-refusal=bad-signature]")));
        Assert.Contains("could not reach the primary address 3 times", Words(page.Find("[data-fallbacks]")), StringComparison.Ordinal);
        Assert.Contains("41 webhooks were accepted", page.Markup, StringComparison.Ordinal);
    }

    private static string Words(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<TrayPage> page, string text) =>
        page.FindAll("button").First(button => button.TextContent.Trim() == text);

    private IRenderedComponent<TrayPage> Page(string? view = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(view is null ? "tray" : $"tray?view={view}");
        return Render<TrayPage>();
    }
}
