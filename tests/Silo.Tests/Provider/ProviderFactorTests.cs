using OrleansSms.TestKit.Processes;
using OrleansSms.TestKit.Provider;

namespace OrleansSms.Silo.Tests.Provider;

/// <summary>Our second factor after the provider, whose word on having asked one is taken here.</summary>
[Collection(nameof(ProviderHouse))]
public sealed class ProviderFactorTests(ProviderHouse house)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sara")]
    [InlineData("tara", "pwd")]
    [InlineData("uma", "otp")]
    public async Task Who_has_a_second_factor_is_asked_for_it(string name, params string[] methods)
    {
        var member = await house.Hire($"{name}@example.com", hasSecondFactor: true);
        var code = await house.RecoveryCode(member);
        using var visitor = house.Visitor(new($"{name}-1", $"{name}@example.com") { Methods = methods });

        var page = await visitor.SignIn("/settings/security");

        Assert.Equal("/sign-in/code?returnUrl=%2Fsettings%2Fsecurity", page);
        Assert.False(await visitor.IsIn());
        Assert.Equal("/settings/security", await visitor.Fill(page, ("Form.Code", code)));
        Assert.True(await visitor.IsIn());
        Assert.Equal(["provider"], await house.Read("select method from sessions where user_id = $1", member));
    }

    [Theory]
    [InlineData("vera", "mfa")]
    [InlineData("wanda", "pwd", "otp")]
    public async Task Who_was_asked_for_one_there_is_not_asked_again(string name, params string[] methods)
    {
        await house.Hire($"{name}@example.com", hasSecondFactor: true);
        using var visitor = house.Visitor(new($"{name}-1", $"{name}@example.com") { Methods = methods });

        Assert.Equal("/inbox", await visitor.SignIn());
        Assert.True(await visitor.IsIn());
    }

    [Fact]
    public async Task Where_everybody_has_to_have_one_it_is_set_up_first_unless_it_was_asked_there()
    {
        await house.Hire("xenia@example.com");
        using var without = house.Visitor(new("xenia-1", "xenia@example.com"));
        await without.SignIn();
        using var with = house.Visitor(new("xenia-1", "xenia@example.com") { Methods = ["mfa"] });
        await with.SignIn();
        await house.Execute("insert into settings (key, value) values ('second-factor-required', 'true')");
        try
        {
            await Eventually.Get(without.IsIn, isIn => !isIn, Cancellation);
            using var held = await without.Ask("/settings/profile");
            Assert.StartsWith("/second-factor", held.Headers.Location!.OriginalString, StringComparison.Ordinal);
            Assert.True(await with.IsIn());
        }
        finally
        {
            await house.Execute("delete from settings");
        }

        await Eventually.Get(without.IsIn, isIn => isIn, Cancellation);
    }
}
