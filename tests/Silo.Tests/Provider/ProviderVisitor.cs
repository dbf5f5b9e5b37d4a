using System.Net;
using System.Text.RegularExpressions;
using OrleansSms.Silo.Tests.Access;

namespace OrleansSms.Silo.Tests.Provider;

/// <summary>A browser without a screen that goes from us to the provider and back, step by step.</summary>
internal sealed partial class ProviderVisitor(RunningSilo silo) : IDisposable
{
    private readonly HttpClient _here = silo.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = RunningSilo.Address });
    private readonly HttpClient _there = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The whole way.</summary>
    /// <returns>The path of ours where it ends.</returns>
    public async Task<string> SignIn(string? returnUrl = null) => await ComeBack(await Return(await Leave(returnUrl)));

    /// <returns>Where our page sends the browser.</returns>
    public async Task<Uri> Leave(string? returnUrl = null, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in/provider" + (returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}"));
        request.Headers.Host = host;
        using var answer = await _here.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Cookies = [.. answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []];
        return answer.Headers.Location!;
    }

    /// <summary>What the last answer asked the browser to keep.</summary>
    public IReadOnlyList<string> Cookies { get; private set; } = [];

    /// <returns>Where the provider sends it.</returns>
    public async Task<Uri> Return(Uri away)
    {
        using var answer = await _there.GetAsync(away, Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    public async Task<string> ComeBack(Uri callback)
    {
        Assert.Equal("/sign-in/provider/callback", callback.AbsolutePath);
        using var answer = await _here.GetAsync(new Uri(callback.PathAndQuery, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return Path(answer);
    }

    public async Task<HttpResponseMessage> Ask(string path) => await _here.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

    public async Task<string> Page(string path) => WebUtility.HtmlDecode(await _here.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation));

    /// <summary>The alert of a page, as somebody reads it.</summary>
    public async Task<string> Alert(string path) => Text().Match(await Page(path)) is { Success: true } alert
        ? $"{alert.Groups[1].Value}. {alert.Groups[2].Value}"
        : throw new InvalidOperationException($"Nothing is wrong on {path}.");

    public async Task<bool> IsIn()
    {
        using var answer = await Ask("/settings/profile");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Fills the one form of a page.</summary>
    public async Task<string> Fill(string path, params (string Field, string Value)[] typed)
    {
        var own = (await _here.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation)).Split("<form")
            .First(form => form.Contains(typed[0].Field, StringComparison.Ordinal)).Split("</form>")[0];
        var form = Hidden().Matches(own).DistinctBy(input => input.Groups[1].Value)
            .ToDictionary(input => WebUtility.HtmlDecode(input.Groups[1].Value), input => WebUtility.HtmlDecode(input.Groups[2].Value));
        foreach (var (field, value) in typed)
        {
            form[field] = value;
        }

        using var content = new FormUrlEncodedContent(form);
        using var answer = await _here.PostAsync(new Uri(path, UriKind.Relative), content, Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return Path(answer);
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    /// <summary>Absolute or not: it has to be ours.</summary>
    private static string Path(HttpResponseMessage answer)
    {
        var address = new Uri(RunningSilo.Address, answer.Headers.Location!);
        Assert.Equal(RunningSilo.Address.Authority, address.Authority);
        return address.PathAndQuery;
    }

    [GeneratedRegex("""<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"[^>]*>""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""role="alert"[^>]*id="problem".*?<b>(.*?)</b>\s*<span>(.*?)</span>""", RegexOptions.Singleline)]
    private static partial Regex Text();
}
