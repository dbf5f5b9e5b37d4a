using System.Net;
using OrleansSms.Members;
using OrleansSms.TestKit.Processes;
using OrleansSms.TestKit.Provider;

namespace OrleansSms.Silo.Tests.Provider;

/// <summary>Who comes from the provider and gets in.</summary>
[Collection(nameof(ProviderHouse))]
public sealed class ProviderSignInTests(ProviderHouse house)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_a_verified_email_of_an_account_gets_in_however_it_is_spelled_and_is_linked()
    {
        var anna = await house.Hire("anna@example.com");
        using var visitor = house.Visitor(new("anna-1", "Anna@Example.COM"));

        Assert.Contains("Sign in with Example", await visitor.Page("/sign-in"), StringComparison.Ordinal);
        Assert.Equal("/inbox", await visitor.SignIn());
        Assert.True(await visitor.IsIn());

        var page = await visitor.Page("/settings/security");
        Assert.Contains("Linked to Example", page, StringComparison.Ordinal);
        Assert.Contains("by provider", page, StringComparison.Ordinal);
        Assert.Equal([$"{house.Provider.Issuer} anna-1"], await house.Read("select issuer || ' ' || subject from member_providers where member_id = $1", anna));
        Assert.Equal(
            ["provider-linked Example", "signed-in provider"],
            await house.Read("select action || ' ' || coalesce(subject, detail) from audit_log where user_id = $1 order by number", anna));
    }

    [Fact]
    public async Task The_session_is_listed_as_any_other_and_can_be_ended()
    {
        var ben = await house.Hire("ben@example.com");
        using var visitor = house.Visitor(new("ben-1", "ben@example.com"));
        await visitor.SignIn();

        var session = Assert.Single(await house.As<ISessions, System.Collections.Immutable.ImmutableArray<SessionView>>(ben, sessions => sessions.Mine(Cancellation)));
        Assert.Equal(SignInMethod.Provider, session.Method);
        await house.As<ISessions, bool>(ben, async sessions =>
        {
            await sessions.End(session.Id, Cancellation);
            return true;
        });

        await Eventually.Get(visitor.IsIn, isIn => !isIn, Cancellation);
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_the_browser_had()
    {
        var (carla, chris) = (await house.Hire("carla@example.com"), await house.Hire("chris@example.com"));
        using var visitor = house.Visitor(new("carla-1", "carla@example.com"));
        await visitor.SignIn();
        house.Provider.Person = new("chris-1", "chris@example.com");
        await visitor.SignIn();

        Assert.Equal([chris.ToString()], await house.Read("select user_id from sessions where user_id in ($1, $2)", carla, chris));
    }

    [Theory]
    [InlineData(null, "/inbox")]
    [InlineData("/settings/profile?tab=1&x=%2F", "/settings/profile?tab=1&x=%2F")]
    [InlineData("//evil.example", "/inbox")]
    [InlineData("/\\evil.example", "/inbox")]
    [InlineData("https://evil.example/inbox", "/inbox")]
    [InlineData("/inbox\r\nSet-Cookie: a=b", "/inbox")]
    public async Task It_leads_to_where_the_browser_wanted_to_go_and_nowhere_but_here(string? asked, string reached)
    {
        await Known("dora@example.com");
        using var visitor = house.Visitor(new("dora-1", "dora@example.com"));

        Assert.Equal(reached, await visitor.SignIn(asked));
    }

    [Fact]
    public async Task Whoever_is_linked_gets_into_the_same_account_whatever_becomes_of_the_email_there()
    {
        var (emil, other) = (await house.Hire("emil@example.com"), await house.Hire("frieda@example.com"));
        using (var first = house.Visitor(new("emil-1", "emil@example.com")))
        {
            await first.SignIn();
        }

        foreach (var person in (ProviderPerson[])[new("emil-1", "frieda@example.com"), new("emil-1", "emil@example.com") { IsVerified = false }, new("emil-1", null)])
        {
            using var visitor = house.Visitor(person);
            Assert.Equal("/inbox", await visitor.SignIn());
            Assert.Contains("emil@example.com", await visitor.Page("/settings/profile"), StringComparison.Ordinal);
        }

        Assert.Equal(["4 0"], await house.Read(
            "select (select count(*) from sessions where user_id = $1) || ' ' || (select count(*) from sessions where user_id = $2)", emil, other));
    }

    [Fact]
    public async Task Who_unlinks_is_linked_again_only_by_the_verified_email()
    {
        var gina = await house.Hire("gina@example.com");
        using var visitor = house.Visitor(new("gina-1", "gina@example.com"));
        await visitor.SignIn();
        var link = Assert.Single(await house.As<IProviderLinks, System.Collections.Immutable.ImmutableArray<ProviderLink>>(gina, links => links.Mine(Cancellation)));
        Assert.Equal("Example", link.Name);

        await house.As<IProviderLinks, bool>(gina, async links =>
        {
            await links.Unlink(link.Issuer, Cancellation);
            Assert.Equal("link-not-found", (await Assert.ThrowsAsync<RefusedException>(() => links.Unlink(link.Issuer, Cancellation))).Code);
            return true;
        });

        house.Provider.Person = new("gina-1", "elsewhere@example.com");
        Assert.StartsWith("/sign-in?provider=unknown", await visitor.SignIn(), StringComparison.Ordinal);
        house.Provider.Person = new("gina-2", "gina@example.com");
        Assert.Equal("/inbox", await visitor.SignIn());
        Assert.Equal(
            ["provider-linked", "provider-unlinked", "provider-linked"],
            await house.Read("select action from audit_log where user_id = $1 and action like 'provider-%' order by number", gina));
    }

    [Fact]
    public async Task What_the_provider_tells_on_request_counts_with_its_own_word_on_it()
    {
        await house.Hire("hugo@example.com");
        using var visitor = house.Visitor(new("hugo-1", null) { IsVerified = null, More = new() { ["email"] = "hugo@example.com", ["email_verified"] = "true" } });

        Assert.Equal("/inbox", await visitor.SignIn());
    }

    [Fact]
    public async Task The_provider_is_told_the_public_address_whatever_the_request_says_its_host_is()
    {
        using var visitor = house.Visitor();

        var away = await visitor.Leave(host: "evil.example");

        Assert.Contains($"redirect_uri={Uri.EscapeDataString("http://localhost/sign-in/provider/callback")}", away.Query, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", away.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_signed_out_by_calling_the_protocols_own_addresses()
    {
        await Known("ines@example.com");
        using var visitor = house.Visitor(new("ines-1", "ines@example.com"));
        await visitor.SignIn();

        foreach (var path in (string[])["/signout-oidc", "/signout-callback-oidc", "/signin-oidc"])
        {
            using var answer = await visitor.Ask(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.True(await visitor.IsIn());
    }

    /// <summary>A theory comes by more than once.</summary>
    private async Task Known(string email)
    {
        if ((await house.Read("select id from users where email = $1", email)).Count == 0)
        {
            await house.Hire(email);
        }
    }
}
