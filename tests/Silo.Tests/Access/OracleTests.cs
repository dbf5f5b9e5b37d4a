using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Calls;
using OrleansSms.Contacts;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Operations;
using OrleansSms.Silo.Accounts;
using OrleansSms.TestKit;
using OrleansSms.Web;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>Whatever way somebody asks, they reach what the oracle says, no more and no less.</summary>
public sealed class OracleTests(QuickPostgresServer server)
{
    private const int Rounds = 2;

    [Theory]
    [InlineData(1)]
    [InlineData(20311)]
    public async Task Everybody_reaches_what_is_shared_with_them_and_nothing_else_by_any_way(int seed)
    {
        await using var world = await World.Make(server, seed, people: 5, lines: 4, talksEach: 2);
        var verdicts = new Verdicts();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var question in Questions())
            {
                foreach (var person in world.People)
                {
                    await question(world, person, verdicts);
                }
            }

            await world.Reshuffle();
        }

        Assert.Empty(verdicts.Differences.Take(20));
        Assert.True(verdicts.Compared > 2000, $"Only {verdicts.Compared} things were compared.");
    }

    [Fact]
    public async Task There_is_no_way_to_ask_that_is_not_compared_with_the_oracle()
    {
        await using var world = await World.Make(server, seed: 1, people: 1, lines: 1, talksEach: 0);
        var endpoints = world.Silo.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        var api = endpoints.Where(endpoint => RequiredScope.Of(endpoint) is not null && !IsDescription(endpoint.RoutePattern.RawText!.TrimStart('/')))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"));
        var pages = typeof(WebSetup).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), false)).Select(route => ((RouteAttribute)route).Template);
        var tables = new List<string>();
        await using (var command = world.Database.CreateCommand("""
            select table_name from information_schema.role_table_grants where grantee = 'orleanssms_user'
            union select table_name from information_schema.role_column_grants where grantee = 'orleanssms_user'
            """))
        await using (var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                tables.Add(reader.GetString(0));
            }
        }

        Assert.Equal(RestQuestions.All.Keys.Concat(CallRestQuestions.All.Keys).Order(StringComparer.Ordinal), api.Order(StringComparer.Ordinal));
        Assert.Equal(DeskQuestions.All.Keys.Order(StringComparer.Ordinal), typeof(IDesk).GetMethods().Select(method => method.Name).Order(StringComparer.Ordinal));
        Assert.Equal(ContactQuestions.All.Keys.Order(StringComparer.Ordinal), typeof(IContactHistory).GetMethods().Select(method => method.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            GrainQuestions.All.Keys.Concat(GrainQuestions.Carriers).Order(StringComparer.Ordinal),
            typeof(IConversationGrain).GetMethods().Select(method => method.Name).Order(StringComparer.Ordinal));
        Assert.Equal(CallQuestions.All.Keys.Order(StringComparer.Ordinal), typeof(ICallDesk).GetMethods().Select(method => method.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            VoiceQuestions.All.Keys.Order(StringComparer.Ordinal),
            ((Type[])[typeof(ILineVoice), typeof(ILineGreetings), typeof(IMemberPhone), typeof(IRecordings)])
                .SelectMany(port => port.GetMethods().Select(method => VoiceQuestions.Name(port.Name, method.Name))).Order(StringComparer.Ordinal));
        Assert.Equal(
            CallGrainQuestions.All.Keys.Concat(CallGrainQuestions.Carriers).Order(StringComparer.Ordinal),
            typeof(IConversationCalls).GetMethods().Select(method => method.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            OperationsQuestions.All.Keys.Order(StringComparer.Ordinal),
            typeof(IOperations).GetMethods().Where(method => !method.IsSpecialName).Select(method => method.Name).Order(StringComparer.Ordinal));
        Assert.Equal(PageQuestions.All.Keys.Concat(PageQuestions.WithoutConversations).Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
        Assert.Equal(SqlQuestions.All.Keys.Order(StringComparer.Ordinal), tables.Order(StringComparer.Ordinal));
    }

    /// <summary>The API in words, in which nothing of customers is.</summary>
    private static bool IsDescription(string path) => path.StartsWith("openapi/", StringComparison.Ordinal) || path.StartsWith("docs", StringComparison.Ordinal);

    private static IEnumerable<Question> Questions() =>
    [
        .. SqlQuestions.All.Values, .. DeskQuestions.All.Values, .. GrainQuestions.All.Values, .. RestQuestions.All.Values,
        .. ContactQuestions.All.Values, .. PageQuestions.All.Values, .. LiveQuestions.All.Values,
        .. CallQuestions.All.Values, .. CallGrainQuestions.All.Values, .. CallRestQuestions.All.Values, .. VoiceQuestions.All.Values,
        .. OperationsQuestions.All.Values,
    ];
}
