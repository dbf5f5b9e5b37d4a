using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansSms.Silo.Accounts;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;

namespace OrleansSms.Silo.Tests.Accounts;

public sealed class FirstStartTests(QuickPostgresServer server)
{
    [Fact]
    public async Task A_configured_password_that_everybody_guesses_makes_an_owner_on_a_developers_machine_only()
    {
        await using var database = await server.CreateDatabase();
        await using var silo = new RunningSilo(database.ConnectionString);

        var refused = await Assert.ThrowsAsync<SettingException>(() => Start(silo, "Production", "password123"));
        Assert.Contains("Password: This password is on lists of leaked passwords. Choose another.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("your e-mail address", (await Assert.ThrowsAsync<SettingException>(() => Start(silo, "Staging", "the-chief-2026"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SettingException>(() => Start(silo, "Development", "short"));
        await Assert.ThrowsAsync<SettingException>(() => Start(silo, "Development", new string('x', 257)));
        Assert.True(await IsOwnerless(silo));

        await Start(silo, "Development", "password123");
        Assert.False(await IsOwnerless(silo));
    }

    private static Task Start(RunningSilo silo, string environment, string password) => new FirstStart(
        silo.Services.GetRequiredService<IServiceScopeFactory>(),
        Options.Create(new SetupOptions { OwnerEmail = "chief@example.com", OwnerPassword = password }), silo.Services.GetRequiredService<SetUpCode>(),
        new HostingEnvironment { EnvironmentName = environment }, NullLogger<FirstStart>.Instance).StartAsync(TestContext.Current.CancellationToken);

    private static async Task<bool> IsOwnerless(RunningSilo silo)
    {
        await using var scope = silo.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstOwner>().IsMissing(TestContext.Current.CancellationToken);
    }
}
