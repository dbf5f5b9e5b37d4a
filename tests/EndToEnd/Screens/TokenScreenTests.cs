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
            await Expect(screen.Page.GetByLabel("Name")).ToBeFocusedAsync();
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
            await Expect(screen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter a name.");
            await screen.Page.GetByLabel("Name").FillAsync(name);
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
            var secret = await screen.Page.Locator("#token-secret").InnerTextAsync();
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
            await Expect(screen.Page.Locator("[data-action=audit-exported]").First).ToContainTextAsync("kind: tokens, text: Report");
            await Expect(screen.Page.Locator("[data-action=token-used]").Filter(new() { HasText = name })).ToContainTextAsync("127.0.0.1");

            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
            await Expect(screen.Page.Locator("[data-audit-check]")).ToContainTextAsync("entries are as they were written.");
        });

        async Task<HttpStatusCode> Asked()
        {
            using var answer = await program.GetAsync(new Uri("/api/v1/conversations", UriKind.Relative), Cancellation);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Tokens_and_log_can_be_pictured(int width, ColorScheme scheme)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is not { Length: > 0 } folder)
        {
            return;
        }

        await Installation.Database.Give(7, "name = 'A very long name of a token that goes on for ever and ever', prefix = 'osms_ab12', expires_at = now() + interval '2 days', last_used_at = now(), last_used_from = '2001:db8:85a3:8d3:1319:8a2e:370:7348'");
        await browser.Visit(Installation.Silo, async screen =>
        {
            await screen.GoTo("/settings/tokens");
            await Picture("tokens");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "New token" }).ClickAsync();
            await Screen.Shows(screen.Page.GetByRole(AriaRole.Dialog));
            await Picture("token-new");
            await screen.Page.GetByLabel("Name").FillAsync("Pictured");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
            await Screen.Shows(screen.Page.Locator("#token-secret"));
            await Picture("token-made");
            await screen.GoTo("/settings/audit");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
            await Screen.Shows(screen.Page.Locator("#audit-seal-now"));
            await Picture("audit");

            Task Picture(string name) => screen.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{scheme}.png"), FullPage = true });
        }, new() { Size = new() { Width = width, Height = 900 }, Scheme = scheme });
    }
}
