using System.Net;
using OrleansSms.Members;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;

namespace OrleansSms.Silo.Tests.Operations;

public sealed class DashboardTests(QuickPostgresServer server)
{
    private static readonly string[] Paths = ["/operations/orleans/", "/operations/orleans/index.min.js", "/operations/orleans/DashboardCounters"];

    [Fact]
    public async Task Only_owners_and_admins_come_to_the_Orleans_dashboard_and_it_talks_to_nobody_else()
    {
        await using var world = await World.Make(server, seed: 7, people: 4, lines: 1, talksEach: 0, more: new Dictionary<string, string> { ["Operations:OrleansDashboard"] = "true" });
        Assert.Contains(world.People, person => person.Role == Role.Admin);
        Assert.Contains(world.People, person => person.Role == Role.Member);
        using var stranger = world.Silo.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = RunningSilo.Address });
        foreach (var path in Paths)
        {
            Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), await Ask(stranger, path));
            foreach (var person in world.People)
            {
                using var door = await Door.SignedIn(world, person);
                Assert.Equal(person.Role == Role.Member ? (HttpStatusCode.Redirect, "/denied") : (HttpStatusCode.OK, ""), await Ask(door.Http, path));
                using var token = Door.WithToken(world, person, Scopes.Admin);
                Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), await Ask(token.Http, path));
            }
        }
    }

    [Fact]
    public async Task It_is_not_there_unless_it_is_switched_on()
    {
        await using var world = await World.Make(server, seed: 7, people: 1, lines: 1, talksEach: 0);
        using var door = await Door.SignedIn(world, world.People[0]);

        foreach (var path in Paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await Ask(door.Http, path)).Status);
        }
    }

    private static async Task<(HttpStatusCode Status, string To)> Ask(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        if (answer.IsSuccessStatusCode)
        {
            Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }

        return (answer.StatusCode, answer.Headers.Location?.AbsolutePath ?? "");
    }
}
