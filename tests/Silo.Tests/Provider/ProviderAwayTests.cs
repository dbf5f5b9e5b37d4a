using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Processes;
using OrleansSms.TestKit.Provider;

namespace OrleansSms.Silo.Tests.Provider;

/// <summary>Silos of their own: without a provider, and with one that is not there yet.</summary>
public sealed class ProviderAwayTests(QuickPostgresServer server)
{
    [Fact]
    public async Task Without_a_provider_there_is_neither_a_button_nor_an_address()
    {
        await using var database = await server.CreateDatabase();
        await using var silo = new RunningSilo(database.ConnectionString);
        await ProviderHouse.Hire(database.DataSource, "owner@example.com", role: "owner");
        using var visitor = new ProviderVisitor(silo);

        Assert.DoesNotContain("sign-in/provider", await visitor.Page("/sign-in?provider=unknown"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => visitor.Alert("/sign-in?provider=unknown"));

        Assert.Equal("/inbox", await visitor.Fill("/sign-in", ("Form.Email", "owner@example.com"), ("Form.Password", ProviderHouse.Password)));
        foreach (var path in (string[])["/sign-in/provider", "/sign-in/provider/callback"])
        {
            using var answer = await visitor.Ask(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.DoesNotContain("provider-title", await visitor.Page("/settings/security"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_down_is_said_to_be_so_and_needs_no_restart_of_ours_when_it_is_back()
    {
        var port = FreePorts.Next();
        await using var database = await server.CreateDatabase();
        await using var silo = new RunningSilo(database.ConnectionString, more: ProviderHouse.Settings(new($"http://localhost:{port}"), ""));
        await ProviderHouse.Hire(database.DataSource, "zoe@example.com", role: "owner", hasSecondFactor: true);
        using var visitor = new ProviderVisitor(silo);

        var page = (await visitor.Leave("/settings/profile")).OriginalString;
        Assert.Equal("/sign-in?provider=unreachable&returnUrl=%2Fsettings%2Fprofile", page);
        Assert.Equal("We can't reach localhost right now. Try again in a minute, or sign in with your password.", await visitor.Alert(page));

        await using var provider = await FakeProvider.Start(port);
        provider.Person = new("zoe-1", "zoe@example.com") { Methods = ["mfa"] };

        // Nobody said that this provider's word on second factors is to be taken.
        Assert.StartsWith("/sign-in/code", await visitor.SignIn(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_cannot_come_back_with_nothing_again_and_again()
    {
        const int More = 55;
        var port = FreePorts.Next();
        await using var database = await server.CreateDatabase();
        await using var silo = new RunningSilo(database.ConnectionString, more: ProviderHouse.Settings(new($"http://127.0.0.1:{port}"), "Example"));
        await ProviderHouse.Hire(database.DataSource, "owner@example.com", role: "owner");
        await using var provider = await FakeProvider.Start(port);
        using var visitor = new ProviderVisitor(silo);

        // What another site's page makes a browser bring is refused, and uses nothing up.
        for (var i = 0; i < More; i++)
        {
            Assert.Equal("/sign-in?provider=not-proved", await visitor.ComeBack(new("http://localhost/sign-in/provider/callback?code=guess&state=guess")));
        }

        var pages = new List<string>();
        for (var i = 0; i < More; i++)
        {
            var state = QueryHelpers.ParseQuery((await visitor.Leave()).Query)["state"].ToString();
            pages.Add(await visitor.ComeBack(new($"http://localhost/sign-in/provider/callback?code=guess&state={Uri.EscapeDataString(state)}")));
        }

        Assert.Equal("/sign-in?provider=declined&returnUrl=%2Finbox", pages[49]);
        Assert.Equal("/sign-in?provider=too-many&returnUrl=%2Finbox", pages[50]);
        Assert.Equal("Too many tries. Wait 15 minutes.", await visitor.Alert(pages[^1]));
        await using var command = database.DataSource.CreateCommand("select count(*) from audit_log where action = 'provider-refused'");
        Assert.Equal(50L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
