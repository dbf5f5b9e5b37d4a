using System.Collections.Concurrent;
using Microsoft.Playwright;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>One Chromium for the whole run; each visit has a profile of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Usual = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private readonly ConcurrentDictionary<string, IReadOnlyList<Cookie>> _signedIn = new();
    private IPlaywright _playwright = null!;
    private IBrowser _chromium = null!;

    public async ValueTask InitializeAsync()
    {
        // The usual five seconds are too short on busy cores.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? Usual.First(File.Exists),
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.CloseAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A visit of somebody who is signed in. At its end nothing may have gone wrong in the browser.</summary>
    internal async Task Visit(SiloProcess silo, Func<Screen, Task> visit, Visitor? visitor = null)
    {
        visitor ??= new();
        var key = $"{silo.Address}{visitor.Email}";
        if (!_signedIn.TryGetValue(key, out var cookies))
        {
            await Visit(visitor.Address ?? silo.Address, async screen =>
            {
                await screen.SignIn(visitor.Email, visitor.Password);
                cookies = [.. (await screen.Page.Context.CookiesAsync()).Select(Kept)];
            }, visitor, cookies: []);
            _signedIn[key] = cookies!;
        }

        await Visit(visitor.Address ?? silo.Address, visit, visitor, cookies!);
    }

    /// <summary>A visit of a stranger.</summary>
    internal Task Visit(Uri address, Func<Screen, Task> visit, Visitor? visitor = null) => Visit(address, visit, visitor ?? new(), cookies: []);

    private async Task Visit(Uri address, Func<Screen, Task> visit, Visitor visitor, IReadOnlyList<Cookie> cookies)
    {
        await using var context = await _chromium.NewContextAsync(new()
        {
            BaseURL = address.AbsoluteUri,
            ViewportSize = visitor.Size,
            ColorScheme = visitor.Scheme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = visitor.Locale,
            TimezoneId = "Europe/London",
        });
        await context.AddCookiesAsync(cookies);
        context.SetDefaultTimeout(45_000);
        var screen = await Screen.Open(context);
        try
        {
            await visit(screen);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            throw new InvalidOperationException($"At {screen.Page.Url}: {failed.Message}\n{string.Join('\n', screen.Complaints)}\n{await screen.Page.Locator("body").InnerTextAsync()}", failed);
        }

        Assert.Empty(await screen.Faults());
    }

    // Only the session goes on: what a browser remembers by itself belongs to the visit that made it.
    private static Cookie Kept(BrowserContextCookiesResult cookie) => new()
    {
        Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, Expires = cookie.Expires,
        HttpOnly = cookie.HttpOnly, Secure = cookie.Secure, SameSite = cookie.SameSite,
    };
}

/// <summary>Who sits in front of the screen, and before which.</summary>
internal sealed record Visitor
{
    public string Email { get; init; } = new FirstOwner().Email;

    public string Password { get; init; } = new FirstOwner().Password;

    /// <summary>Null: the silo's own; else that of a relay before it.</summary>
    public Uri? Address { get; init; }

    public ViewportSize Size { get; init; } = new() { Width = 1440, Height = 900 };

    public ColorScheme Scheme { get; init; } = ColorScheme.Light;

    /// <summary>The browser's language, which the pages speak too.</summary>
    public string Locale { get; init; } = "en-GB";
}
