using System.Net;
using System.Text.RegularExpressions;

namespace OrleansSms.EndToEnd.Accounts;

/// <summary>A browser without a screen: forms and cookies, no script.</summary>
internal sealed partial class BareVisitor : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;
    private readonly Uri _address;
    private string? _token;

    public BareVisitor(Uri address)
    {
        _address = address;
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = address };
    }

    /// <summary>Where the last answer leads.</summary>
    public string Sent { get; private set; } = "";

    public string Cookie(string name) => _cookies.GetCookies(_address)[name]!.Value;

    /// <returns>The page that answers.</returns>
    public async Task<string> SignIn(string email, string password, string? returnUrl = null)
    {
        var path = "/sign-in" + (returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}");
        _token ??= Token().Match(await _http.GetStringAsync(path)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = _token, ["_handler"] = "sign-in", ["Form.Email"] = email, ["Form.Password"] = password,
        });
        using var answer = await _http.PostAsync(path, form);
        Sent = answer.Headers.Location?.OriginalString ?? "";
        return await answer.Content.ReadAsStringAsync();
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
