using System.Net;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Accounts;

/// <summary>The sign-in page as those see it who should not come in.</summary>
public sealed class SignInDoorTests(House house) : IClassFixture<House>
{
    private static readonly FirstOwner Owner = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/inbox")]
    [InlineData("/inbox\r\nSet-Cookie: a=b")]
    public async Task Signing_in_leads_nowhere_but_here(string returnUrl)
    {
        using var visitor = Visitor();
        await visitor.SignIn(Owner.Email, Owner.Password, returnUrl);

        Assert.Equal("/inbox", new Uri(house.Silo.Address, visitor.Sent).PathAndQuery);
        Assert.Equal(house.Silo.Address.Authority, new Uri(house.Silo.Address, visitor.Sent).Authority);
    }

    [Fact]
    public async Task A_cookie_that_was_tampered_with_and_one_whose_session_ended_open_nothing()
    {
        using var visitor = Visitor();
        await visitor.SignIn(Owner.Email, Owner.Password);
        var cookie = visitor.Cookie("orleanssms");
        Assert.Equal(HttpStatusCode.OK, (await Open(cookie)).StatusCode);
        var middle = cookie.Length / 2;
        var changed = cookie[..middle] + (cookie[middle] == 'A' ? 'B' : 'A') + cookie[(middle + 1)..];
        Assert.Equal("/sign-in", (await Open(changed)).Headers.Location!.AbsolutePath);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Open(changed, "/api/v1/conversations")).StatusCode);

        await house.Database.Execute("delete from sessions");

        await Eventually.Get(() => Open(cookie), answer => answer.StatusCode == HttpStatusCode.Redirect, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Open(cookie, "/api/v1/conversations")).StatusCode);
    }

    private BareVisitor Visitor() => new(house.Silo.Address);

    private async Task<HttpResponseMessage> Open(string cookie, string path = "/settings/profile")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", $"orleanssms={cookie}" } } };
        return await house.Silo.Anonymous.SendAsync(request, Cancellation);
    }
}
