using System.Text.Json.Nodes;
using OrleansSms.TestKit.Provider;

namespace OrleansSms.Silo.Tests.Provider;

/// <summary>Who comes from the provider, is who they say, and is no member who may come in.</summary>
[Collection(nameof(ProviderHouse))]
public sealed class ProviderRefusalTests(ProviderHouse house)
{
    [Fact]
    public async Task Nobody_signs_up_by_coming_from_the_provider()
    {
        using var visitor = house.Visitor(new("stranger-1", "stranger@elsewhere.example"));

        var page = await visitor.SignIn("/settings/profile");

        Assert.Equal("/sign-in?provider=unknown&returnUrl=%2Fsettings%2Fprofile", page);
        Assert.Equal("No account here has this e-mail. Ask your administrator for an invitation.", await visitor.Alert(page));
        Assert.Contains("sign-in/provider?returnUrl=%2Fsettings%2Fprofile", await visitor.Page(page), StringComparison.Ordinal);
        Assert.False(await visitor.IsIn());
        Assert.Empty(await house.Read("select email from users where email like '%stranger%'"));
        Assert.Equal(["s…@elsewhere.example No such account"], await Refusals("s…@elsewhere.example"));
    }

    public static TheoryData<string, string?, string?> Unverified => new()
    {
        { "jan@example.com", "false", null },
        { "jan@example.com", null, null },
        { "jan@example.com", "\"no\"", null },
        { "", "true", null },
        { "jan@example.com\r\nBcc: x@example.com", "true", null },
        // Verified is another address than the one that is told.
        { "mine@elsewhere.example", "true", """{"email":"jan@example.com"}""" },
        { "jan@example.com", "true", """{"email":"jan@example.com","email_verified":false}""" },
    };

    [Theory]
    [MemberData(nameof(Unverified))]
    public async Task An_email_that_the_provider_has_not_verified_opens_nothing(string email, string? isVerified, string? more)
    {
        if ((await house.Read("select id from users where email = 'jan@example.com'")).Count == 0)
        {
            await house.Hire("jan@example.com");
        }

        using var visitor = house.Visitor(new("jan-1", email.Length == 0 ? null : email)
        {
            IsVerified = isVerified is null ? null : JsonNode.Parse(isVerified), More = more is null ? [] : JsonNode.Parse(more)!.AsObject(),
        });

        var page = await visitor.SignIn();

        Assert.StartsWith("/sign-in?provider=unverified", page, StringComparison.Ordinal);
        Assert.Equal("Example has not verified an e-mail of yours. Verify it there, then try again.", await visitor.Alert(page));
        Assert.Empty(await house.Read("select subject from member_providers where subject = 'jan-1'"));
    }

    [Fact]
    public async Task A_member_who_is_switched_off_stays_out_linked_or_not()
    {
        var kim = await house.Hire("kim@example.com");
        await house.Hire("lea@example.com", isOff: true);
        using (var first = house.Visitor(new("kim-1", "kim@example.com")))
        {
            await first.SignIn();
            await house.Execute("update users set disabled_at = now() where id = $1", kim);
        }

        foreach (var person in (ProviderPerson[])[new("kim-1", "kim@example.com"), new("lea-1", "lea@example.com")])
        {
            using var visitor = house.Visitor(person);
            Assert.Equal("This account is switched off. Ask your administrator.", await visitor.Alert(await visitor.SignIn()));
            Assert.False(await visitor.IsIn());
        }

        Assert.Equal(["kim@example.com Switched off"], await Refusals("kim@example.com"));
        Assert.Empty(await house.Read("select subject from member_providers where subject = 'lea-1'"));
    }

    [Fact]
    public async Task An_email_that_somebody_else_has_at_the_provider_now_does_not_take_the_linked_account()
    {
        var mona = await house.Hire("mona@example.com");
        using (var first = house.Visitor(new("mona-1", "mona@example.com")))
        {
            await first.SignIn();
        }

        using var thief = house.Visitor(new("mona-2", "mona@example.com"));
        var page = await thief.SignIn();

        Assert.Equal(
            "The account with this e-mail is linked to another sign-in at Example. Sign in with your password, and unlink it under Settings, Security.",
            await thief.Alert(page));
        Assert.False(await thief.IsIn());
        Assert.Equal(["mona-1"], await house.Read("select subject from member_providers where member_id = $1", mona));
    }

    [Fact]
    public async Task An_email_that_was_only_typed_here_waits_for_nobody_and_links_only_who_is_signed_in()
    {
        var nora = await house.Hire("boss@example.com", isConfirmed: false);
        using (var boss = house.Visitor(new("boss-1", "boss@example.com")))
        {
            Assert.StartsWith("/sign-in?provider=unknown", await boss.SignIn(), StringComparison.Ordinal);
        }

        using var visitor = house.Visitor(new("nora-1", "boss@example.com"));
        Assert.Equal("/inbox", await visitor.Fill("/sign-in", ("Form.Email", "boss@example.com"), ("Form.Password", ProviderHouse.Password)));
        Assert.Equal("/settings/security", await visitor.SignIn("/settings/security"));
        Assert.Equal(["nora-1"], await house.Read("select subject from member_providers where member_id = $1", nora));
    }

    [Fact]
    public async Task Who_is_signed_in_and_not_linked_by_it_stays_signed_in_and_is_told()
    {
        await house.Hire("olaf@example.com");
        using var visitor = house.Visitor(new("olaf-1", "olaf@elsewhere.example"));
        await visitor.Fill("/sign-in", ("Form.Email", "olaf@example.com"), ("Form.Password", ProviderHouse.Password));

        var page = await visitor.SignIn("/settings/security");

        Assert.Equal("No account here has this e-mail. Ask your administrator for an invitation.", await visitor.Alert(page));
        Assert.Contains("You are still signed in", await visitor.Page(page), StringComparison.Ordinal);
        Assert.True(await visitor.IsIn());
    }

    [Theory]
    [InlineData("access_denied")]
    [InlineData("login_required")]
    [InlineData("server_error")]
    public async Task Who_cancels_there_or_is_refused_is_back_on_the_page_with_a_sentence(string error)
    {
        using var visitor = house.Visitor(new("petra-1", "petra@example.com") { Error = error });

        var page = await visitor.SignIn("/settings/profile");

        Assert.Equal("/sign-in?provider=declined&returnUrl=%2Fsettings%2Fprofile", page);
        Assert.Equal("Example did not let you in. Try again, or sign in with your password.", await visitor.Alert(page));
    }

    [Theory]
    [InlineData("/sign-in?provider=nonsense")]
    [InlineData("/sign-in?provider=%3Cscript%3E")]
    public async Task The_page_says_nothing_that_an_address_makes_up(string address)
    {
        using var visitor = house.Visitor();

        await Assert.ThrowsAsync<InvalidOperationException>(() => visitor.Alert(address));
    }

    private Task<List<string>> Refusals(string subject) =>
        house.Read("select subject || ' ' || detail from audit_log where action = 'provider-refused' and subject = $1", subject);
}
