using System.Net;
using System.Text.RegularExpressions;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Accounts;

/// <summary>The sign-in page as those see it who should not come in.</summary>
public sealed partial class SignInDoorTests(House house) : IClassFixture<House>
{
    private static readonly FirstOwner Owner = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hundreds_of_tries_are_few_and_a_stranger_is_refused_like_a_member()
    {
        await house.Database.Execute("delete from sign_in_tries");
        foreach (var email in new[] { Owner.Email, "stranger@example.com" })
        {
            using var visitor = Visitor();
            var answers = new List<string>();
            for (var tried = 0; tried < 200; tried++)
            {
                answers.Add(Said().Match(await visitor.SignIn(email, "wrong")).Groups[1].Value);
            }

            Assert.All(answers.Take(5), answer => Assert.Equal("That email and password don&#x27;t match", answer));
            Assert.All(answers.Skip(5), answer => Assert.Equal("Too many tries", answer));
        }

        Assert.Equal(10, await house.Database.Count("select count(*) from audit_log where action = 'sign-in-failed'"));
        using var owner = Visitor();
        Assert.Contains("Too many tries", await owner.SignIn(Owner.Email, Owner.Password), StringComparison.Ordinal);
        await house.Database.Execute("delete from sign_in_tries");
    }

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

    [GeneratedRegex("role=\"alert\".*?<b>(.*?)</b>", RegexOptions.Singleline)]
    private static partial Regex Said();
}
