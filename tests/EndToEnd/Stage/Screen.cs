using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>One tab, in the words of who looks at it.</summary>
internal sealed class Screen
{
    private const string RecordViolations = """
        window.violations = [];
        document.addEventListener('securitypolicyviolation', e => window.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
        """;

    // Texts leave at once; who tests the seconds of grace asks for them.
    private const string WithoutGrace = "try { localStorage.undo ??= '0'; } catch { /* a page without storage */ }";

    private readonly List<string> _complaints = [];

    private Screen(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Pulled cables and stopped servers are told in the console; tests of those say so.</summary>
    public bool ExpectsOutage { get; set; }

    public IReadOnlyList<string> Complaints => _complaints;

    public ILocator Composer => Page.Locator("[data-input]");

    public ILocator Bubbles => Page.Locator("li.m");

    public ILocator Reconnecting => Page.Locator("#components-reconnect-modal");

    public static async Task<Screen> Open(IBrowserContext context)
    {
        await context.AddInitScriptAsync(RecordViolations);
        await context.AddInitScriptAsync(WithoutGrace);
        var screen = new Screen(await context.NewPageAsync());
        screen.Page.PageError += (_, error) => screen._complaints.Add(error);
        screen.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                screen._complaints.Add($"{message.Text} ({message.Location})");
            }
        };
        return screen;
    }

    /// <summary>A page with its circuit: before that, clicks are lost.</summary>
    public async Task GoTo(string path)
    {
        await Page.GotoAsync(path);
        await Ready();
    }

    public Task Ready() => Expect(Page.Locator(".app")).ToHaveAttributeAsync("data-ready", "true");

    public Task GoToConversation(string? id) => GoTo("/inbox/" + id);

    public async Task SignIn(string email, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("Work email").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Ready();
    }

    public ILocator Bubble(string text) => Bubbles.Filter(new() { HasText = text });

    /// <summary>The list's row of a conversation.</summary>
    public ILocator Row(string? conversation) => Page.Locator($".row[data-conversation='{conversation}']");

    /// <summary>How many seconds a text can be taken back on this device, from now on.</summary>
    public Task Grace(int seconds) => Page.EvaluateAsync("seconds => { localStorage.undo = String(seconds); }", seconds);

    /// <summary>Types as a person does, and sends.</summary>
    public async Task Write(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    public static Task Shows(ILocator what) => Expect(what).ToBeVisibleAsync();

    /// <summary>What the browser itself found wrong.</summary>
    public async Task<IReadOnlyList<string>> Faults()
    {
        var violations = (await Page.EvaluateAsync<JsonElement>("() => window.violations ?? []")).EnumerateArray().Select(violation => violation.GetString()!);
        return [.. ExpectsOutage ? [] : _complaints, .. violations];
    }
}
