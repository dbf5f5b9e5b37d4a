using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Contacts;

/// <summary>Every state of the pages of contacts: nobody is shut out, nothing sticks out.</summary>
[Collection(nameof(Screens.Looks))]
public sealed class ContactLooksTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    private static readonly string[] Levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task Contacts_are_accessible_and_fit_in(ColorScheme scheme, int width)
    {
        var (anna, unknown) = (People.Next(), People.Next());
        await Carrier.Text(anna, OurLines.First, new string('W', 200), Cancellation);
        await Carrier.Text(unknown, OurLines.First, "hello", Cancellation);
        var (talk, other) = (Assert.Single(await Api.With(anna)).Text("id"), Assert.Single(await Api.With(unknown)).Text("id"));

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/contacts");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "New contact" }).First.ClickAsync();
            await screen.Page.Locator("#contact-new-name").FillAsync(new string('N', 120));
            await screen.Page.Locator("#contact-new-number").FillAsync(anna);
            await IsFine(screen, width);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Add contact" }).ClickAsync();
            await Expect(screen.Page.Locator(".timeline-entry")).ToHaveCountAsync(1);
            await screen.Page.Locator("#contact-tag").FillAsync("gold");
            await screen.Page.Keyboard.PressAsync("Enter");
            await Expect(screen.Page.Locator(".tag-pill")).ToHaveCountAsync(1);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Add a number" }).ClickAsync();
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Add a field" }).ClickAsync();
            await screen.Page.Locator("#contact-email").FillAsync("no address");
            await screen.Page.Keyboard.PressAsync("Enter");
            await Screen.Shows(screen.Page.GetByText("This is not an e-mail address."));
            await IsFine(screen, width);

            await screen.GoTo("/contacts?q=NNNN");
            await screen.Page.Locator(".choose input").First.CheckAsync();
            await IsFine(screen, width);

            foreach (var id in (string?[])[talk, other])
            {
                await screen.GoToConversation(id);
                if (width < 1280)
                {
                    await screen.Page.Locator(".panel-open").ClickAsync();
                    await Expect(screen.Page.Locator("[data-sheet-close]")).ToBeFocusedAsync();
                }

                await Screen.Shows(screen.Page.Locator(id == talk ? "#panel-name" : "[data-keep]"));
                await IsFine(screen, width);
            }

            await screen.GoTo("/contacts/import");
            await IsFine(screen, width);
            await screen.Page.Locator("[data-file]").SetInputFilesAsync(new FilePayload
            {
                Name = "people.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"Name,Number,E-mail,Company,Tags,Notes\nAnna,{anna},,,,\nNobody,what?,,,,\n"),
            });
            await Screen.Shows(screen.Page.Locator(".import-preview"));
            // A page of its own: while the circuit takes it over, its title is on the way.
            await screen.Ready();
            await IsFine(screen, width);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
            await Screen.Shows(screen.Page.Locator(".import-counts"));
            await IsFine(screen, width);
        }, new() { Scheme = scheme, Size = new() { Width = width, Height = 800 } });
    }

    private static async Task IsFine(Screen screen, int width)
    {
        var needed = await screen.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.True(needed <= width, $"{screen.Page.Url} needs {needed} of {width}.");
        var found = await screen.Page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = [.. Levels] } });
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(
            violation => $"{screen.Page.Url}: {violation.Impact} {violation.Id}: {violation.Nodes[0].Html}")));
    }
}
