using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

[Collection(nameof(Screens))]
public sealed class TokenScreenTests(SharedInstallation shared, Browser browser) : Scene(shared)
{
    [Fact]
    public async Task A_token_is_made_used_and_revoked_and_all_of_it_is_on_record()
    {
        var name = $"Report {Guid.NewGuid():N}"[..20];
        using var program = new HttpClient { BaseAddress = Installation.Silo.Address };

        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/settings/tokens");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "New token" }).ClickAsync();
            await screen.Page.Keyboard.PressAsync("Escape");
            await Expect(screen.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "New token" }).ClickAsync();
            await Expect(screen.Page.Locator("#token-name")).ToBeFocusedAsync();
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
            await Expect(screen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter a name.");
            await screen.Page.Locator("#token-name").FillAsync(name);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
            var secret = await screen.Page.Locator("#token-secret").InnerTextAsync();
            await Picture(screen, "token-made");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
            await Expect(screen.Page.Locator("#token-secret")).ToHaveCountAsync(0);

            program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            Assert.Equal(HttpStatusCode.OK, await Asked());
            var row = screen.Page.Locator("[data-token]").Filter(new() { HasText = name });
            await Expect(row).ToContainTextAsync(secret[..9]);
            await row.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
            await screen.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
            await Expect(row).ToHaveCountAsync(0);
            await TestKit.Processes.Eventually.Get(Asked, status => status == HttpStatusCode.Unauthorized, Cancellation);

            await screen.GoTo("/settings/audit");
            await screen.Page.GetByLabel("Kind").SelectOptionAsync("API tokens");
            await screen.Page.GetByLabel("Text", new() { Exact = true }).FillAsync(name);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
            var records = screen.Page.Locator("[data-record]");
            await Expect(records).ToHaveCountAsync(2);
            await Expect(records.Nth(0)).ToContainTextAsync($"Revoked a token: {name}");
            await Expect(records.Nth(1)).ToContainTextAsync($"Made a token: {name}");
            var file = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Page.Locator("[data-export]").ClickAsync());
            Assert.Equal(3, (await File.ReadAllLinesAsync(await file.PathAsync(), Cancellation)).Length);
            await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Show all" }).ClickAsync();
            await Expect(screen.Page.Locator("[data-action=audit-exported]").Filter(new() { HasText = $"kind: tokens, text: {name}" })).ToHaveCountAsync(1);
            await Expect(screen.Page.Locator("[data-action=token-used]").Filter(new() { HasText = name })).ToContainTextAsync("127.0.0.1");

            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
            await Expect(screen.Page.Locator("[data-audit-check]")).ToContainTextAsync("entries are as they were written.");
            await Picture(screen, "audit-log");
        });

        async Task<HttpStatusCode> Asked()
        {
            using var answer = await program.GetAsync(new Uri("/api/v1/conversations", UriKind.Relative), Cancellation);
            return answer.StatusCode;
        }
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
