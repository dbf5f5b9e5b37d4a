using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using OrleansSms.Silo.Tests.Access;

namespace OrleansSms.Silo.Tests.Accounts;

/// <summary>The form of the sign-in page over HTTP, from whichever address.</summary>
internal sealed partial class SignInDoor(TestServer server, string cookie, string token)
{
    /// <summary>Opens the page once; the form may then be sent as often as one likes.</summary>
    public static async Task<SignInDoor> Open(RunningSilo silo)
    {
        var page = await silo.Server.SendAsync(request => Ask(request, HttpMethods.Get, IPAddress.Loopback));
        using var reader = new StreamReader(page.Response.Body);
        var token = Token().Match(await reader.ReadToEndAsync()).Groups[1].Value;
        return new(silo.Server, page.Response.Headers.SetCookie.ToString().Split(';')[0], token);
    }

    /// <returns>What the page says to it; null: it opened.</returns>
    public async Task<string?> Try(string email, string password, IPAddress from)
    {
        var form = $"_handler=sign-in&__RequestVerificationToken={Uri.EscapeDataString(token)}&Form.Email={Uri.EscapeDataString(email)}&Form.Password={Uri.EscapeDataString(password)}";
        var answer = await server.SendAsync(request =>
        {
            Ask(request, HttpMethods.Post, from);
            request.Request.Headers.Cookie = cookie;
            request.Request.ContentType = "application/x-www-form-urlencoded";
            request.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(form));
        });
        using var reader = new StreamReader(answer.Response.Body);
        var page = await reader.ReadToEndAsync();
        if (answer.Response.StatusCode == StatusCodes.Status302Found)
        {
            return null;
        }

        Assert.Equal(StatusCodes.Status200OK, answer.Response.StatusCode);
        return Said().Match(page).Groups[1].Value;
    }

    private static void Ask(HttpContext request, string method, IPAddress from)
    {
        (request.Request.Method, request.Request.Scheme, request.Request.Host, request.Request.Path) = (method, "http", new("localhost"), "/sign-in");
        request.Connection.RemoteIpAddress = from;
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("role=\"alert\".*?<b>(.*?)</b>", RegexOptions.Singleline)]
    private static partial Regex Said();
}
