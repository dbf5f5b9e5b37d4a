using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

[Collection(nameof(Screens))]
public sealed class LanguageTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    [Fact]
    public async Task A_chosen_language_is_spoken_by_the_page_and_by_what_comes_in_while_it_is_open()
    {
        var anna = People.Next();
        await Carrier.Text(anna, OurLines.First, "guten Tag", Cancellation);
        var id = Assert.Single(await Api.With(anna)).Text("id");

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/settings/profile");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Deutsch" }).ClickAsync();
            await Expect(screen.Page.Locator("html")).ToHaveAttributeAsync("lang", "de");
            await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Profil", Exact = true })).ToBeVisibleAsync();

            await screen.GoTo("/inbox");
            await Carrier.Text(anna, OurLines.First, "noch etwas", Cancellation);
            await Expect(screen.Row(id).Locator(".unread .sr")).ToHaveTextAsync("2 ungelesen");

            await screen.GoToConversation(id);
            await screen.Composer.FillAsync("Preis in ₴");
            await Expect(screen.Page.Locator("[data-blame]")).ToContainTextAsync("macht jede SMS");

            await screen.GoTo("/settings/profile");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
            await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Profile", Exact = true })).ToBeVisibleAsync();
        });
    }
}
