using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansSms.Lines;
using OrleansSms.Members;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>The API, with a cookie and with a token: each endpoint for programs.</summary>
internal static class RestQuestions
{
    private const string Conversation = "conversation";

    public static readonly Dictionary<string, Question> All = new()
    {
        ["GET /api/v1/conversations"] = Asked(Scopes.Read, async (door, world, person, verdicts) =>
        {
            var seen = world.Talks.Where(talk => world.Oracle.Sees(person, talk.Line)).ToList();
            verdicts.SameSet(door.May(seen), await Ids(door, "/api/v1/conversations?limit=200"), person, door);
            foreach (var talk in world.Talks)
            {
                verdicts.SameSet(door.May(seen.Where(other => other == talk)), await Ids(door, $"/api/v1/conversations?q={Uri.EscapeDataString(talk.Contact)}"), person, $"{door} search");
            }

            foreach (var line in world.Lines)
            {
                verdicts.SameSet(door.May(seen.Where(talk => talk.Line == line)), await Ids(door, $"/api/v1/conversations?limit=200&line={Uri.EscapeDataString(line)}"), person, $"{door} {line}");
            }
        }),
        ["GET /api/v1/conversations/{conversationId}"] = Each(Scopes.Read, async (door, talk, access) => (
            access is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, await door.Get($"/api/v1/conversations/{talk.Id}", talk.Contact, access is not null))),
        ["GET /api/v1/twilio/sms/conversation/{conversationId}"] = Each(Scopes.Read, async (door, talk, access) => (
            access is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, await door.Get($"/api/v1/twilio/sms/{Conversation}/{talk.Id}", talk.Secret, access is not null))),
        ["POST /api/v1/twilio/sms/send"] = Each(Scopes.Send, async (door, talk, access) => (
            access == LineAccess.Use ? HttpStatusCode.Created : HttpStatusCode.Forbidden,
            await door.Post("/api/v1/twilio/sms/send", new { from = talk.Line, to = talk.Contact, body = "hello" }))),
        ["POST /api/v1/twilio/sms/messages/{messageId}/send-again"] = Each(Scopes.Send, async (door, talk, access) => (
            access switch { null => HttpStatusCode.NotFound, LineAccess.Read => HttpStatusCode.Forbidden, _ => HttpStatusCode.Conflict },
            await door.Post($"/api/v1/twilio/sms/messages/{talk.Outbound}/send-again", new { }))),
        ["GET /api/v1/twilio/sms/scheduled"] = Each(Scopes.Read, async (door, talk, access) => (
            HttpStatusCode.OK, await door.Get($"/api/v1/twilio/sms/scheduled?limit=200&line={Uri.EscapeDataString(talk.Line)}", talk.Later.ToString(), access is not null))),
        ["PUT /api/v1/twilio/sms/scheduled/{messageId}"] = Each(Scopes.Send, async (door, talk, access) => (
            Changes(access), await door.Put($"/api/v1/twilio/sms/scheduled/{talk.Later}", new { }))),
        ["DELETE /api/v1/twilio/sms/scheduled/{messageId}"] = Each(Scopes.Send, async (door, talk, access) => (
            Changes(access), await door.Delete($"/api/v1/twilio/sms/scheduled/{talk.Withdrawn}"))),
        ["GET /api/v1/audit.csv"] = Asked(Scopes.Admin, async (door, world, person, verdicts) => verdicts.Same(
            door.IsEnough && person.Role >= Role.Admin ? HttpStatusCode.OK : HttpStatusCode.Forbidden,
            await door.Get("/api/v1/audit.csv", world.Talks[0].Secret, isTold: false), person, door)),
        ["GET /api/v1/contacts.csv"] = Asked(Scopes.Admin, async (door, world, person, verdicts) => verdicts.Same(
            door.IsEnough && person.Role >= Role.Admin ? HttpStatusCode.OK : HttpStatusCode.Forbidden,
            await door.Get("/api/v1/contacts.csv", world.Contacts[0], isTold: door.IsEnough && person.Role >= Role.Admin), person, door)),
        ["GET /api/v1/contacts/imports/{importId:guid}/problems.csv"] = Asked(Scopes.Admin, async (door, world, person, verdicts) => verdicts.Same(
            door.IsEnough && person.Role >= Role.Admin ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden,
            await door.Get($"/api/v1/contacts/imports/{Guid.NewGuid()}/problems.csv", world.Contacts[0], isTold: false), person, door)),
        ["GET /api/v1/search"] = Asked(Scopes.Read, async (door, world, person, verdicts) =>
        {
            var seen = world.Talks.Where(talk => world.Oracle.Sees(person, talk.Line)).ToList();
            foreach (var talk in world.Talks)
            {
                var mine = seen.Where(other => other == talk).ToList();
                verdicts.SameSet(door.May(mine), (await Found(door, talk.Secret, "messages")).Distinct(), person, $"{door} messages with {talk.Secret}");
                verdicts.SameSet(door.May(mine), await Found(door, talk.Contact, "people"), person, $"{door} people of {talk.Contact}");
            }

            verdicts.SameSet(door.May(seen), (await Found(door, "answer", "messages")).Distinct(), person, $"{door} messages with a word of all");
            verdicts.SameSet(door.May(seen), await Found(door, "spoken", "messages"), person, $"{door} words of voicemails");
        }),
        ["GET /api/v1/lines/{line}/sweep"] = Sweep(HttpStatusCode.OK, (door, path) => door.Get(path, "", true)),
        ["POST /api/v1/lines/{line}/sweep"] = Sweep(HttpStatusCode.Accepted, (door, path) => door.Post(path, new { })),
    };

    private static HttpStatusCode Changes(LineAccess? access) =>
        access switch { null => HttpStatusCode.NotFound, LineAccess.Read => HttpStatusCode.Forbidden, _ => HttpStatusCode.OK };

    private static Question Sweep(HttpStatusCode done, Func<Door, string, Task<HttpStatusCode>> ask) => Asked(Scopes.Admin, async (door, world, person, verdicts) =>
    {
        foreach (var line in world.Lines)
        {
            var wanted = !door.IsEnough || person.Role != Role.Owner ? HttpStatusCode.Forbidden : world.Oracle.Sees(person, line) ? done : HttpStatusCode.NotFound;
            verdicts.Same(wanted, await ask(door, $"/api/v1/lines/{Uri.EscapeDataString(line)}/sweep"), person, $"{door} {line}");
        }
    });

    public static Question Each(Scopes scope, Func<Door, Talk, LineAccess?, Task<(HttpStatusCode Wanted, HttpStatusCode Got)>> ask) =>
        Each(scope, (door, _, talk, access) => ask(door, talk, access));

    public static Question Each(Scopes scope, Func<Door, World, Talk, LineAccess?, Task<(HttpStatusCode Wanted, HttpStatusCode Got)>> ask) => Asked(scope, async (door, world, person, verdicts) =>
    {
        foreach (var talk in world.Talks)
        {
            var (wanted, got) = await ask(door, world, talk, door.IsEnough ? world.Oracle.AccessTo(person, talk.Line) : null);
            verdicts.Same(door.IsEnough ? wanted : HttpStatusCode.Forbidden, got, person, $"{door} about {talk.Contact} on {talk.Line}");
        }
    });

    public static Question Asked(Scopes scope, Func<Door, World, Person, Verdicts, Task> ask) => async (world, person, verdicts) =>
    {
        using var cookie = await Door.SignedIn(world, person);
        await ask(cookie, world, person, verdicts);
        using var token = Door.WithToken(world, person, scope);
        await ask(token, world, person, verdicts);
    };

    private static async Task<IEnumerable<string>> Found(Door door, string what, string group)
    {
        using var answer = await door.Http.GetAsync(new Uri($"/api/v1/search?limit=100&q={Uri.EscapeDataString(what)}", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.Forbidden ? [] : (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty(group).EnumerateArray().Select(one => one.GetProperty("conversationId").GetString()!);
    }

    private static async Task<IEnumerable<string>> Ids(Door door, string path)
    {
        using var answer = await door.Http.GetAsync(new Uri(path, UriKind.Relative));
        if (answer.StatusCode == HttpStatusCode.Forbidden)
        {
            return [];
        }

        var list = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return [.. list.GetProperty("conversations").EnumerateArray().Select(one => one.GetProperty("id").GetString()!)];
    }
}
