using Microsoft.Playwright;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Browse;

/// <summary>The installed Chromium, without a window.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Usual = "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <returns>Null: there is none.</returns>
    public static async Task<Chromium?> Start()
    {
        var program = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Usual;
        if (!File.Exists(program))
        {
            return null;
        }

        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }));
    }

    /// <summary>The owner, signed in to this silo.</summary>
    public Task<Visitor> SignIn(Contestant silo) => Visitor.SignIn(_browser, silo);

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
