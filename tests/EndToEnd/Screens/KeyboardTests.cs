using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

/// <summary>A shift without a mouse.</summary>
[Collection(nameof(Screens))]
public sealed class KeyboardTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    [Fact]
    public async Task The_palette_finds_people_pages_and_actions_and_keys_go_everywhere()
    {
        var (anna, bert) = (People.Next(), People.Next());
        await Carrier.Text(anna, OurLines.First, "first", Cancellation);
        await Carrier.Text(bert, OurLines.First, "second", Cancellation);
        var (annas, berts) = (Assert.Single(await Api.With(anna)).Text("id"), Assert.Single(await Api.With(bert)).Text("id"));

        await browser.Visit(Installation.Silo, async screen =>
        {
            var (page, keys) = (screen.Page, screen.Page.Keyboard);
            await screen.GoToConversation(annas);
            var palette = page.GetByRole(AriaRole.Combobox, new() { Name = "Find people, pages and actions" });

            // Somebody, by number, also out of the text field.
            await screen.Composer.FocusAsync();
            await keys.PressAsync("Control+k");
            await Expect(palette).ToBeFocusedAsync();
            await palette.PressSequentiallyAsync(bert[^7..]);
            var found = page.Locator($"#palette-{berts}");
            await Expect(found).ToHaveAttributeAsync("aria-selected", "true");
            await Expect(palette).ToHaveAttributeAsync("aria-activedescendant", $"palette-{berts}");
            await Accessibility.Holds(screen);
            await keys.PressAsync("Enter");
            await Screen.Shows(screen.Bubble("second"));

            // An action of the open conversation, and a page.
            await keys.PressAsync("Control+k");
            await palette.PressSequentiallyAsync("mark unr");
            await keys.PressAsync("Enter");
            await Expect(screen.Row(berts)).ToContainTextAsync("1 unread");
            await keys.PressAsync("Control+k");
            await palette.PressSequentiallyAsync("settings key");
            await keys.PressAsync("ArrowDown");
            await keys.PressAsync("Enter");
            await Screen.Shows(page.GetByRole(AriaRole.Heading, new() { Name = "Keyboard", Exact = true }));
            await Accessibility.Holds(screen);

            // G and a letter; the same letters are nothing once single keys are off.
            await keys.PressAsync("g");
            await keys.PressAsync("i");
            await Screen.Shows(page.GetByRole(AriaRole.Heading, new() { Name = "Inbox", Exact = true }));
            await keys.PressAsync("g");
            await keys.PressAsync("s");
            await Screen.Shows(page.GetByRole(AriaRole.Heading, new() { Name = "Profile", Exact = true }));
            await screen.GoTo("/settings/keyboard");
            await page.GetByLabel("Off: good with speech").CheckAsync();
            await screen.GoToConversation(annas);
            await page.Locator("[data-heading]").FocusAsync();
            await keys.PressAsync("r");
            await Expect(screen.Composer).Not.ToBeFocusedAsync();
            await keys.PressAsync("Control+k");
            await Expect(palette).ToBeFocusedAsync();
            await keys.PressAsync("Escape");
            await Expect(page.Locator("[data-heading]")).ToBeFocusedAsync();

            // F6 goes through the parts in the order they stand in.
            await page.EvaluateAsync("document.activeElement.blur()");
            var order = new List<string>();
            for (var i = 0; i < 4; i++)
            {
                await keys.PressAsync("F6");
                order.Add(await page.EvaluateAsync<string>("document.activeElement.closest('[data-region]').className.split(' ')[0]"));
            }

            Assert.Equal(["rail", "list-pane", "scroll", "composer"], order);
        });
    }

    [Fact]
    public async Task A_row_that_goes_away_under_the_focus_hands_it_to_the_next_one()
    {
        var line = People.Next();
        var email = $"{Guid.NewGuid():N}@example.com";
        foreach (var text in new[] { "third", "second", "first" })
        {
            await Webhooks.Receive(Webhook.Text(People.Next(), text, ("To", line)));
        }

        await Strangers.Join(Installation, await Strangers.Add(Installation, email), line);
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/inbox");
            var rows = screen.Page.Locator(".rows a.row");
            await Expect(rows).ToHaveCountAsync(3);
            var middle = await rows.Nth(1).GetAttributeAsync("data-conversation");
            await rows.Nth(1).FocusAsync();
            // As after a click: no hand is on the list that would keep the row where it is.
            await screen.Page.EvaluateAsync("document.querySelector('virtual-rows').dispatchEvent(new CustomEvent('rowshold', { bubbles: true, detail: { held: false, top: true } }))");

            var other = await Screen.Open(screen.Page.Context);
            await other.GoToConversation(middle);
            await other.Page.Keyboard.PressAsync("e");
            await Expect(rows).ToHaveCountAsync(2);
            await Expect(rows.Nth(1)).ToBeFocusedAsync();
            await Expect(rows.Nth(1)).ToContainTextAsync("third");
        }, new() { Email = email, Password = Strangers.Password });
    }

    [Fact]
    public async Task Tab_goes_from_the_rail_to_the_composer_and_the_ring_is_always_seen()
    {
        var (line, anna) = (People.Next(), People.Next());
        await Webhooks.Receive(Webhook.Text(anna, "first", ("To", line)));
        var id = Assert.Single(await Api.With(anna, line)).Text("id");
        var email = $"{Guid.NewGuid():N}@example.com";
        await Strangers.Join(Installation, await Strangers.Add(Installation, email), line);
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await screen.Page.EvaluateAsync("document.activeElement.blur()");
            var parts = new List<string>();
            for (var i = 0; i < 120 && parts.LastOrDefault() != "composer"; i++)
            {
                await screen.Page.Keyboard.PressAsync("Tab");
                var at = await screen.Page.EvaluateAsync<string>(WhereTheFocusIs);
                Assert.DoesNotContain("no ring", at, StringComparison.Ordinal);
                if (parts.LastOrDefault() != at)
                {
                    parts.Add(at);
                }
            }

            Assert.Equal(["page", "rail", "list", "thread", "composer"], parts);
        }, new() { Email = email, Password = Strangers.Password });
    }

    [Fact]
    public async Task What_comes_in_is_read_out_once_and_what_is_older_never()
    {
        var (line, anna) = (People.Next(), People.Next());
        var email = $"{Guid.NewGuid():N}@example.com";
        await Webhooks.Receive(Webhook.Text(anna, "the very first", ("To", line)));
        await Parallel.ForAsync(0, 120, Cancellation, async (number, _) => await Webhooks.Receive(Webhook.Text(anna, $"text {number}", ("To", line))));
        var id = Assert.Single(await Api.With(anna, line)).Text("id");
        await Strangers.Join(Installation, await Strangers.Add(Installation, email), line);
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoToConversation(id);
            await screen.Page.EvaluateAsync("document.querySelector('chat-scroll').jump()");
            await screen.Page.EvaluateAsync("""
                () => { const place = document.querySelector('[data-announce]'); window.said = [];
                        new MutationObserver(() => window.said.push(place.textContent)).observe(place, { childList: true, characterData: true, subtree: true }); }
                """);
            await Webhooks.Receive(Webhook.Text(anna, "read me out", ("To", line)));
            await Screen.Shows(screen.Bubble("read me out"));

            await screen.Page.WaitForFunctionAsync("() => { document.querySelector('chat-scroll').scrollTop = 0; return document.body.textContent.includes('the very first'); }");
            Assert.Equal([$"New message from {await screen.Page.Locator("[data-heading]").TextContentAsync()}: read me out"], await screen.Page.EvaluateAsync<string[]>("window.said"));
        }, new() { Email = email, Password = Strangers.Password });
    }

    private const string WhereTheFocusIs = """
        () => {
            const at = document.activeElement;
            const seen = [at, at.closest('.box, .search')].some(one => {
                const style = one && getComputedStyle(one);
                return style && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || (one.matches('.box') && style.boxShadow !== 'none'));
            });
            const [whole, shown] = [at, at.closest('.chips') ?? at].map(one => one.getBoundingClientRect());
            if (whole.left < shown.left || whole.right > shown.right) return `no ring in sight: ${at.outerHTML.slice(0, 200)}`;
            const part = at.closest('chat-composer') ? 'composer' : at.closest('#thread') ? 'thread' : at.closest('.list-pane') ? 'list' : at.closest('.rail') ? 'rail' : 'page';
            return seen ? part : `no ring: ${at.outerHTML.slice(0, 200)}`;
        }
        """;
}
