using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

/// <summary>What somebody is told who looks elsewhere.</summary>
[Collection(nameof(Conversing))]
public sealed class AlertTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    /// <summary>Notes what would be heard and seen outside of the page, and lets a test hide the tab and move its clock, which stands.</summary>
    private static string Outside() => $"const begun = {TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()};" + """
        window.shift = 0; Date.now = () => begun + window.shift;
        window.cards = []; window.sounds = 0; window.badge = null; window.away = false;
        window.Notification = class { constructor(title, options) { window.cards.push({ title, body: options.body, card: this }); } close() {} static permission = 'default';
          static async requestPermission() { window.asked = (window.asked ?? 0) + 1; return window.Notification.permission = 'granted'; } };
        window.AudioContext = class { state = 'running'; currentTime = 0; destination = {}; constructor() { }
          createOscillator() { window.sounds += .5; return { frequency: {}, connect: x => x, start() {}, stop() {} }; }
          createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: x => x }; } };
        navigator.setAppBadge = async n => { window.badge = n; }; navigator.clearAppBadge = async () => { window.badge = 0; };
        Object.defineProperty(document, 'hidden', { get: () => window.away });
        document.hasFocus = () => !window.away;
        window.hide = away => { window.away = away; document.dispatchEvent(new Event('visibilitychange')); };
        """;

    [Fact]
    public async Task A_hidden_tab_tells_of_a_text_by_title_icon_sound_and_desktop_and_a_tab_in_view_by_none()
    {
        var (line, anna, bert) = (People.Next(), People.Next(), People.Next());
        await Webhooks.Receive(Webhook.Text(anna, "the first", ("To", line)));
        var visitor = await Member(line);
        var id = Assert.Single(await Api.With(anna, line)).Text("id");

        await browser.Visit(Installation.Silo, async screen =>
        {
            var page = screen.Page;
            await page.AddInitScriptAsync(Outside());
            await screen.GoTo("/settings/notifications");
            await Accessibility.Holds(screen);
            await page.GetByLabel("New message that nobody has: desktop").CheckAsync();
            await Screen.Shows(page.GetByText("Saved").First);
            Assert.Equal(1, await page.EvaluateAsync<int>("window.asked"));

            await screen.GoToConversation(id);
            await page.EvaluateAsync("window.Notification.permission = 'granted'");
            await Webhooks.Receive(Webhook.Text(bert, "while you look", ("To", line)));
            await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^\\(1\\) "));
            await Expect(page.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("favicon-unread"));
            await page.WaitForFunctionAsync("() => window.badge === 1");
            await page.WaitForFunctionAsync("() => document.querySelectorAll('tab-alerts [data-alert]').length === 1");

            await page.EvaluateAsync("window.hide(true)");
            await Webhooks.Receive(Webhook.Text(anna, "are you there?", ("To", line)));
            await page.WaitForFunctionAsync("() => window.cards.length === 1");
            await Webhooks.Receive(Webhook.Text(anna, "hello?", ("To", line)));
            await page.WaitForFunctionAsync("() => window.cards.length === 2");
            Assert.Equal("are you there?", await page.EvaluateAsync<string>("window.cards[0].body"));
            // The tab in view made no sound, and two texts at once make one.
            Assert.Equal(1, await page.EvaluateAsync<int>("window.sounds"));

            await page.GotoAsync("/inbox");
            await screen.Ready();
            await page.EvaluateAsync("window.Notification.permission = 'granted'; window.hide(true)");
            await Webhooks.Receive(Webhook.Text(anna, "open me", ("To", line)));
            await page.WaitForFunctionAsync("() => window.cards.length === 1");
            await page.EvaluateAsync("window.hide(false); window.cards[0].card.onclick()");
            await Screen.Shows(screen.Bubble("open me"));
        }, visitor);
    }

    [Fact]
    public async Task Who_comes_back_after_a_while_is_told_once_what_came_and_two_tabs_tell_a_thing_once()
    {
        var (line, anna, bert) = (People.Next(), People.Next(), People.Next());
        await Webhooks.Receive(Webhook.Text(anna, "the first", ("To", line)));
        var visitor = await Member(line);

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.Page.Context.AddInitScriptAsync(Outside());
            await screen.GoTo("/inbox");
            var other = await Screen.Open(screen.Page.Context);
            await other.GoTo("/inbox");
            foreach (var tab in new[] { screen, other })
            {
                await tab.Page.EvaluateAsync("window.hide(true)");
            }

            // Somebody looked until just now, by a clock that goes.
            await screen.Page.EvaluateAsync("for (const key of Object.keys(localStorage)) if (key.startsWith('seen:')) localStorage[key] = Math.floor(performance.timeOrigin + performance.now())");

            await Webhooks.Receive(Webhook.Text(anna, "second", ("To", line)));
            await Webhooks.Receive(Webhook.Text(anna, "third", ("To", line)));
            await Webhooks.Receive(Webhook.Text(bert, "hello", ("To", line)));
            foreach (var tab in new[] { screen, other })
            {
                await tab.Page.WaitForFunctionAsync("() => document.querySelectorAll('tab-alerts [data-alert]').length === 3");
                await tab.Page.WaitForFunctionAsync("() => (JSON.parse(localStorage['alerts-told'] ?? '[]')).length === 3");
            }

            Assert.Equal(1, await screen.Page.EvaluateAsync<int>("window.sounds") + await other.Page.EvaluateAsync<int>("window.sounds"));

            await screen.Page.EvaluateAsync("window.shift = 30 * 60000; window.hide(false)");
            var notice = screen.Page.Locator("[data-away]");
            await Expect(notice).ToContainTextAsync("While you were away: 3 new messages in 2 conversations");
            await Accessibility.Holds(screen);
            await other.Page.EvaluateAsync("window.hide(false)");
            await notice.GetByRole(AriaRole.Link).ClickAsync();
            await Expect(screen.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("view=unread"));
            await Expect(notice).ToHaveCountAsync(0);
            await Expect(other.Page.Locator("[data-away]")).ToHaveCountAsync(0);
        }, visitor);
    }

    private async Task<Visitor> Member(string line)
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        await Strangers.Join(Installation, await Strangers.Add(Installation, email), line);
        return new() { Email = email, Password = Strangers.Password };
    }
}
