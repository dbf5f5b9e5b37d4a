using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

/// <summary>What holds for every page: nobody is shut out, nothing sticks out.</summary>
[Collection(nameof(Looks))]
public sealed class LooksTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    /// <summary>Pages of those who are not in yet.</summary>
    private static readonly string[] Gates = ["/sign-in", "/forgot", "/join?key=none", "/reset?key=none"];

    private static readonly (ColorScheme Scheme, int Width)[] Pictures =
        [(ColorScheme.Light, 1440), (ColorScheme.Dark, 1440), (ColorScheme.Light, 390), (ColorScheme.Dark, 390)];

    private static readonly int[] Widths = [1440, 1024, 768, 390, 320];

    private static readonly string[] Levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pages_are_accessible(ColorScheme scheme)
    {
        var thread = await Thread();
        await browser.Visit(Installation.Silo.Address, async screen =>
        {
            foreach (var path in Gates)
            {
                await screen.Page.GotoAsync(path);
                await IsAccessible(screen);
            }
        }, new() { Scheme = scheme });
        await browser.Visit(Installation.Silo, async screen =>
        {
            foreach (var state in EveryPage.Of(thread).Where(state => scheme == ColorScheme.Light || state.Prepare is null))
            {
                await state.Show(screen);
                await IsAccessible(screen);
            }
        }, new() { Scheme = scheme });
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("de-DE")]
    public async Task Nothing_scrolls_sideways(string locale)
    {
        var thread = await Thread();
        var visitor = new Visitor { Locale = locale };
        await browser.Visit(Installation.Silo.Address, async screen =>
        {
            foreach (var path in Gates)
            {
                await screen.Page.GotoAsync(path);
                await FitsIn(screen);
            }
        }, visitor);
        await browser.Visit(Installation.Silo, async screen =>
        {
            foreach (var state in EveryPage.Of(thread).Where(state => state.Prepare is null))
            {
                await state.Show(screen);
                await FitsIn(screen);
            }
        }, visitor);
    }

    [Theory]
    [InlineData(844, 390)]
    [InlineData(360, 225)]
    public async Task A_page_on_its_side_or_at_four_times_its_size_has_all_of_it_in_reach(int width, int height)
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "hello", Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id");
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await IsInReach(screen.Page.Locator("chat-composer [data-send]"));
            await IsInReach(screen.Bubble("hello").Locator(".bubble"));
            await screen.GoTo("/inbox");
            await IsInReach(screen.Row(id));
            await IsInReach(screen.Page.Locator(".rail-foot > .rail-link").Last);
        }, new() { Size = new() { Width = width, Height = height } });
    }

    [Fact]
    public async Task The_dark_is_there_at_once_in_every_tab_and_before_the_stylesheet()
    {
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/inbox");
            var other = await screen.Page.Context.NewPageAsync();
            await other.GotoAsync("/sign-in");
            await screen.Page.Locator(".rail-foot > [data-theme-toggle]").ClickAsync();
            await Expect(screen.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
            await Expect(other.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
            var first = await (await other.ReloadAsync())!.TextAsync();
            Assert.Contains("<meta name=\"color-scheme\" content=\"dark\"", first, StringComparison.Ordinal);
        });
    }

    /// <summary>For a person to look at: <c>scripts/pictures.sh FOLDER</c>. Without a folder one picture is taken, and kept nowhere.</summary>
    [Fact]
    public async Task Every_page_and_state_can_be_pictured()
    {
        var thread = await Thread();
        var folder = Environment.GetEnvironmentVariable("SCREENSHOTS");
        foreach (var (scheme, width) in folder is null ? [(ColorScheme.Light, 1440)] : Pictures)
        {
            await browser.Visit(Installation.Silo, async screen =>
            {
                foreach (var state in EveryPage.Of(thread).Where(state => width >= 1024 || state.Prepare is null).Take(folder is null ? 1 : int.MaxValue))
                {
                    await state.Show(screen);
                    var path = folder is null ? null : Path.Combine(folder, $"{state.Name}-{width}-{scheme}.png".ToLowerInvariant());
                    Assert.NotEmpty(await screen.Page.ScreenshotAsync(new() { Path = path }));
                }
            }, new() { Scheme = scheme, Size = new() { Width = width, Height = 900 } });
        }
    }

    private static async Task IsAccessible(Screen screen)
    {
        var found = await screen.Page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = [.. Levels] } });
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(
            violation => $"{screen.Page.Url}: {violation.Impact} {violation.Id}: {violation.Nodes[0].Html}")));
    }

    private static async Task IsInReach(ILocator part)
    {
        await part.ScrollIntoViewIfNeededAsync();
        await Expect(part).ToBeInViewportAsync(new() { Ratio = 1 });
        // The page itself scrolls for a script, and for nobody's hand.
        Assert.Equal(0, await part.Page.EvaluateAsync<int>("() => Math.round(document.documentElement.scrollTop + document.body.scrollTop)"));
    }

    private static async Task FitsIn(Screen screen)
    {
        foreach (var width in Widths)
        {
            await screen.Page.SetViewportSizeAsync(width, 800);
            var needed = await screen.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            Assert.True(needed <= width, $"{screen.Page.Url} needs {needed} of {width}.");
        }
    }

    /// <summary>Something of everything: long words, failures, links, emoji.</summary>
    private async Task<string> Thread()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "Grüße 👋", Cancellation);
        await Carrier.Text(anna, OurLines.First, "👍", Cancellation);
        await Carrier.Text(anna, OurLines.First, "https://example.com/" + new string('a', 300), Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id")!;
        await Api.Settled(await Api.Send(anna, new string('W', 200)), "delivered", Cancellation);
        await Carrier.Fault(new { effect = "status", code = 400, body = """{"code":21614,"message":"not a mobile number"}""", to = anna }, Cancellation);
        await Api.Settled(await Api.Send(anna, "This one does not get through"), "failed", Cancellation);
        return id;
    }
}
