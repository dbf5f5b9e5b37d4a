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
            await rows.Nth(0).ClickAsync();
            await Screen.Shows(screen.Bubble("first"));
            await rows.Nth(1).ClickAsync();
            await Screen.Shows(screen.Bubble("second"));
            await rows.Nth(1).FocusAsync();
            await screen.Page.Keyboard.PressAsync("e");
            await Screen.Shows(screen.Page.GetByText("Moved to Done."));

            // Done stays in the list as long as it is open; opening another takes it away.
            await screen.Page.EvaluateAsync("history.back()");
            await Screen.Shows(screen.Bubble("first"));
            await Expect(rows).ToHaveCountAsync(2);
            await Expect(rows.Nth(1)).ToBeFocusedAsync();
            await Expect(rows.Nth(1)).ToContainTextAsync("third");
        }, new() { Email = email, Password = Strangers.Password });
    }
}
