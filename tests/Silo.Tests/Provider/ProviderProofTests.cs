using Microsoft.AspNetCore.WebUtilities;
using OrleansSms.TestKit.Provider;

namespace OrleansSms.Silo.Tests.Provider;

/// <summary>What comes back from the provider and is not what it should be.</summary>
[Collection(nameof(ProviderHouse))]
public sealed class ProviderProofTests(ProviderHouse house) : IAsyncLifetime
{
    private static readonly ProviderPerson Quinn = new("quinn-1", "quinn@example.com");

    public static TheoryData<string, ProviderPerson> Forged => new()
    {
        { "nonce", Quinn with { Forge = token => token["nonce"] = "another" } },
        { "no nonce", Quinn with { Forge = token => token.Remove("nonce") } },
        { "audience", Quinn with { Forge = token => token["aud"] = "somebody else" } },
        { "issuer", Quinn with { Forge = token => token["iss"] = "https://elsewhere.example" } },
        { "expired", Quinn with { Forge = token => token["exp"] = token["iat"]!.GetValue<long>() - 3600 } },
        { "no subject", Quinn with { Forge = token => token.Remove("sub") } },
        { "signature", Quinn with { IsSignedBySomebodyElse = true } },
        { "unsigned", Quinn with { IsNotSigned = true } },
        { "another's answer", Quinn with { More = new() { ["sub"] = "rosa-1" } } },
    };

    public async ValueTask InitializeAsync()
    {
        // Every wrong one counts, and there are many.
        await house.Execute("delete from sign_in_tries");
        if ((await house.Read("select id from users where email = 'quinn@example.com'")).Count == 0)
        {
            await house.Hire("quinn@example.com");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Forged), DisableDiscoveryEnumeration = true)]
    public async Task A_token_that_the_provider_did_not_make_for_this_sign_in_opens_nothing(string what, ProviderPerson person)
    {
        using var visitor = house.Visitor(person);

        var page = await visitor.SignIn();

        Assert.True(page.StartsWith("/sign-in?provider=not-proved", StringComparison.Ordinal), $"{what} led to {page}");
        Assert.Equal("That sign-in could not be checked. It may have taken too long. Start again from here.", await visitor.Alert(page));
        Assert.False(await visitor.IsIn());
        Assert.Empty(await house.Read("select subject from member_providers where subject = 'quinn-1'"));
    }

    [Fact]
    public async Task A_callback_that_another_browser_began_or_was_tampered_with_opens_nothing()
    {
        using var began = house.Visitor(Quinn);
        using var victim = house.Visitor(Quinn);
        var callback = await began.Return(await began.Leave());
        var state = QueryHelpers.ParseQuery(callback.Query)["state"].ToString();

        // Without the cookies of who began, with the state of one's own and the code of another, with half a state, with none.
        var own = await victim.Return(await victim.Leave());
        var code = QueryHelpers.ParseQuery(callback.Query)["code"].ToString();
        string[] wrong =
        [
            callback.PathAndQuery,
            Callback(("code", code), ("state", QueryHelpers.ParseQuery(own.Query)["state"].ToString())),
            Callback(("code", code), ("state", state[..(state.Length / 2)])),
            Callback(("code", code)),
            Callback(("error", "access_denied")),
            Callback(),
        ];
        foreach (var one in wrong)
        {
            var page = await victim.ComeBack(new Uri(house.Provider.Address, one));
            Assert.DoesNotContain("/inbox", page, StringComparison.Ordinal);
            Assert.StartsWith("/sign-in?provider=", page, StringComparison.Ordinal);
            Assert.False(await victim.IsIn());
        }
    }

    [Fact]
    public async Task A_callback_opens_once()
    {
        using var visitor = house.Visitor(Quinn with { Subject = "quinn-2" });
        var callback = await visitor.Return(await visitor.Leave());
        Assert.Equal("/inbox", await visitor.ComeBack(callback));
        using var another = house.Visitor();

        Assert.StartsWith("/sign-in?provider=", await visitor.ComeBack(callback), StringComparison.Ordinal);
        Assert.StartsWith("/sign-in?provider=", await another.ComeBack(callback), StringComparison.Ordinal);
        Assert.False(await another.IsIn());
        await house.Execute("delete from member_providers where subject = 'quinn-2'");
    }

    [Fact]
    public async Task A_provider_that_is_lost_on_the_way_is_said_to_be_away()
    {
        using var visitor = house.Visitor(Quinn with { IsLostOnTheWay = true });

        var page = await visitor.SignIn("/settings/profile");

        Assert.Equal("/sign-in?provider=unreachable&returnUrl=%2Fsettings%2Fprofile", page);
        Assert.Equal("We can't reach Example right now. Try again in a minute, or sign in with your password.", await visitor.Alert(page));
    }

    [Fact]
    public async Task What_the_browser_keeps_meanwhile_is_for_the_way_back_alone()
    {
        using var visitor = house.Visitor();
        await visitor.Leave();

        Assert.Equal(2, visitor.Cookies.Count);
        Assert.All(visitor.Cookies, cookie => Assert.Contains("path=/sign-in/provider/callback; samesite=lax; httponly", cookie, StringComparison.Ordinal));
    }

    private static string Callback(params (string Name, string Value)[] said) =>
        QueryHelpers.AddQueryString("/sign-in/provider/callback", said.ToDictionary(one => one.Name, string? (one) => one.Value));
}
