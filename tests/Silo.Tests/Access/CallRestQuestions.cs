using System.Net;
using System.Net.Http.Json;
using OrleansSms.Calls;
using OrleansSms.Lines;
using OrleansSms.Members;
using OrleansSms.TestKit.Calls;
using static OrleansSms.Silo.Tests.Access.RestQuestions;

namespace OrleansSms.Silo.Tests.Access;

/// <summary>Calls over the API, with a cookie and with a token.</summary>
internal static class CallRestQuestions
{
    public static readonly Dictionary<string, Question> All = new()
    {
        ["POST /api/v1/twilio/voice/call"] = Each(Scopes.Send, async (door, world, talk, access) => (
            access == LineAccess.Use ? HttpStatusCode.Created : HttpStatusCode.Forbidden, await Place(door, world, talk))),
        // Here there is none; whose it is where there is one stands in SoftphoneTests. A token gets none anywhere.
        ["POST /api/v1/twilio/voice/token"] = Each(Scopes.Send, async (door, _, _) => (
            door.Name == "cookie" ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, await door.Post("/api/v1/twilio/voice/token", new { }))),
        ["GET /api/v1/twilio/voice/calls"] = Each(Scopes.Read, async (door, talk, access) => (
            HttpStatusCode.OK, await door.Get($"/api/v1/twilio/voice/calls?limit=200&kind=missed&line={Uri.EscapeDataString(talk.Line)}", talk.Rung.ToString(), access is not null))),
        ["GET /api/v1/twilio/voice/calls/{callId}"] = Each(Scopes.Read, async (door, talk, access) => (
            access is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, await door.Get($"/api/v1/twilio/voice/calls/{talk.Called}", talk.Secret, access is not null))),
        ["POST /api/v1/twilio/voice/calls/{callId}/hang-up"] = Each(Scopes.Send, async (door, talk, access) => (
            access switch { null => HttpStatusCode.NotFound, LineAccess.Read => HttpStatusCode.Forbidden, _ => HttpStatusCode.OK },
            await door.Post($"/api/v1/twilio/voice/calls/{talk.Called}/hang-up", new { }))),
        ["GET /api/v1/calls.csv"] = Each(Scopes.Read, async (door, talk, access) => (
            HttpStatusCode.OK, await door.Get($"/api/v1/calls.csv?kind=missed&line={Uri.EscapeDataString(talk.Line)}", talk.Rung.ToString(), access is not null))),
        ["GET /calls/{callId:guid}/recordings/{sid}"] = Each(Scopes.Read, async (door, talk, access) => (
            access is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, await door.Get($"/calls/{talk.Rung}/recordings/{talk.Recording}", talk.Secret, access is not null))),
        ["PUT /api/v1/lines/{line}/greeting"] = OfEachLine(HttpStatusCode.OK, Greet),
        ["GET /api/v1/lines/{line}/greeting"] = OfEachLine(HttpStatusCode.OK, async (door, path) =>
        {
            var isAllowed = await Greet(door, path) == HttpStatusCode.OK;
            return await door.Get(path, "hello.wav", isTold: isAllowed);
        }),
        ["DELETE /api/v1/lines/{line}/greeting"] = OfEachLine(HttpStatusCode.NoContent, (door, path) => door.Delete(path)),
    };

    private static Question OfEachLine(HttpStatusCode done, Func<Door, string, Task<HttpStatusCode>> ask) => Asked(Scopes.Admin, async (door, world, person, verdicts) =>
    {
        foreach (var line in world.Lines)
        {
            var wanted = !door.IsEnough || person.Role == Role.Member ? HttpStatusCode.Forbidden : VoiceQuestions.LooksAfter(world, person, line) ? done : HttpStatusCode.NotFound;
            verdicts.Same(wanted, await ask(door, $"/api/v1/lines/{Uri.EscapeDataString(line)}/greeting"), person, $"{door} the greeting of {line}");
        }
    });

    private static async Task<HttpStatusCode> Greet(Door door, string path)
    {
        using var sound = new ByteArrayContent(Sounds.Wav());
        using var answer = await door.Http.PutAsync(new Uri($"{path}?name=hello.wav", UriKind.Relative), sound);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> Place(Door door, World world, Talk talk)
    {
        using var answer = await door.Http.PostAsJsonAsync(new Uri("/api/v1/twilio/voice/call", UriKind.Relative), new { from = talk.Line, to = talk.Contact });
        if (answer.IsSuccessStatusCode)
        {
            var call = (await answer.Content.ReadFromJsonAsync<Call>())!;
            Assert.DoesNotContain("memberNumber", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
            await world.End(talk, call.Id);
        }

        return answer.StatusCode;
    }
}
