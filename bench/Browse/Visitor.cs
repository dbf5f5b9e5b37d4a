using Microsoft.Playwright;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Browse;

/// <summary>Somebody with a browser profile of their own who is signed in.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private const float Patience = 120_000;

    private readonly IBrowser _browser;
    private readonly IBrowserContext _profile;

    private Visitor(IBrowser browser, IBrowserContext profile) => (_browser, _profile) = (browser, profile);

    public static async Task<Visitor> SignIn(IBrowser browser, Contestant silo)
    {
        var visitor = new Visitor(browser, await Profile(browser, silo.PublicBaseUrl));
        var page = await visitor._profile.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Work email").FillAsync(SiloProcess.Owner);
        await page.GetByLabel("Password").FillAsync(silo.ApiToken);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync(".app[data-ready=true]");
        await new Tab(page).Close();
        return visitor;
    }

    public async Task<Tab> Open() => new(await _profile.NewPageAsync());

    /// <summary>The same person at a browser that has never been here, by another way to the silo.</summary>
    public async Task<Visitor> Elsewhere(string address)
    {
        var profile = await Profile(_browser, address);
        await profile.AddCookiesAsync((await _profile.CookiesAsync()).Select(cookie => new Cookie
        {
            Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, Expires = cookie.Expires,
            HttpOnly = cookie.HttpOnly, Secure = cookie.Secure, SameSite = cookie.SameSite,
        }));
        return new(_browser, profile);
    }

    public ValueTask DisposeAsync() => _profile.DisposeAsync();

    private static async Task<IBrowserContext> Profile(IBrowser browser, string address)
    {
        var profile = await browser.NewContextAsync(new()
        {
            BaseURL = address, ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB", TimezoneId = "Europe/London", ReducedMotion = ReducedMotion.Reduce,
        });
        profile.SetDefaultTimeout(Patience);
        profile.SetDefaultNavigationTimeout(Patience);
        await profile.AddInitScriptAsync(Resource.Text("watch.js"));
        await profile.AddInitScriptAsync(Resource.Text("scroll.js"));
        return profile;
    }
}
