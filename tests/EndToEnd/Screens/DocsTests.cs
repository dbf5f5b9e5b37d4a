using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;

namespace OrleansSms.EndToEnd.Screens;

[Collection(nameof(Screens))]
public sealed class DocsTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    [Fact]
    public async Task The_description_of_the_API_shows_its_calls_and_runs_no_script_but_its_own() =>
        // The visit ends with a look at what the browser refused to run.
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.Page.GotoAsync("/docs/");

            await Screen.Shows(screen.Page.GetByRole(AriaRole.Heading, new() { Name = "OrleansSms", Exact = true }).First);
            await Screen.Shows(screen.Page.GetByText("Send a text", new() { Exact = true }).First);
            // It tries whether it may make code of text, may not, and goes on without.
            await screen.Page.EvaluateAsync("() => window.violations = window.violations.filter(violation => violation !== 'script-src eval')");
        });
}
