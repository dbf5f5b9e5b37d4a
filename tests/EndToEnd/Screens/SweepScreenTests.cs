using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.EndToEnd.Sweeps;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

[Collection(nameof(Screens))]
public sealed class SweepScreenTests(SharedInstallation shared, Browser browser)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_owner_sweeps_and_sees_what_came_and_in_the_thread_that_it_was_recovered()
    {
        await using var installation = await Installation.Start(shared.Postgres, Cancellation, Swept.Settings());
        await installation.FirstSweep(Cancellation);
        var anna = People.Next();
        await installation.Carrier.Text(anna, OurLines.First, "did you get my last text?", Cancellation);
        await installation.Carrier.LoseWebhooks(Cancellation);
        await installation.Carrier.Text(anna, OurLines.First, "on my way", Cancellation);
        await installation.Carrier.Text(anna, OurLines.First, "five minutes late", Cancellation);

        await browser.Visit(installation.Silo, async screen =>
        {
            await screen.GoTo("/settings/operations");
            var card = screen.Page.Locator($"[data-line='{OurLines.First}']");
            await Expect(card.Locator("[data-look=texts]")).ToContainTextAsync("nothing was missing");

            await card.GetByRole(AriaRole.Button, new() { Name = "Sweep now" }).ClickAsync();

            await Expect(card.Locator("[data-look=texts]")).ToContainTextAsync("2 texts recovered");
            await Picture(screen, "sweeps");
            await screen.GoToConversation(Assert.Single(await installation.Api.With(anna)).Text("id"));
            await Expect(screen.Bubble("on my way")).ToContainTextAsync("Recovered, sent");
            await Expect(screen.Bubble("did you get my last text?").Locator(".recovered")).ToHaveCountAsync(0);
            await Picture(screen, "recovered");
        });
    }

    /// <summary>For a person to look at; nothing is compared.</summary>
    private static async Task Picture(Screen screen, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await screen.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-1440x900-light.png") });
        }
    }
}
