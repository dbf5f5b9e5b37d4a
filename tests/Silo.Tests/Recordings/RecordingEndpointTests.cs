using System.Net;
using System.Net.Http.Headers;
using OrleansSms.Members;
using OrleansSms.Silo.Tests.Access;

namespace OrleansSms.Silo.Tests.Recordings;

public sealed class RecordingEndpointTests(RecordedCall recorded) : IClassFixture<RecordedCall>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private World World => recorded.World;

    [Fact]
    public async Task Whoever_sees_the_call_hears_it_and_for_everybody_else_it_does_not_exist()
    {
        var met = new HashSet<HttpStatusCode>();
        foreach (var person in World.People)
        {
            foreach (var door in (Door[])[await Door.SignedIn(World, person), Door.WithToken(World, person, Scopes.Read)])
            {
                using (door)
                using (var answer = await Ask(door.Http, "RE1"))
                {
                    met.Add(answer.StatusCode);
                    Assert.Equal(
                        !door.IsEnough ? HttpStatusCode.Forbidden : World.Oracle.Sees(person, World.Lines[0]) ? HttpStatusCode.OK : HttpStatusCode.NotFound,
                        door.Name == "cookie" && answer.StatusCode == HttpStatusCode.Redirect ? HttpStatusCode.Forbidden : answer.StatusCode);
                    Assert.Equal(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation) == "0123456789");
                }
            }
        }

        Assert.Superset(new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Forbidden }, met);
    }

    [Fact]
    public async Task Nobody_hears_anything_without_signing_in()
    {
        using var http = World.Silo.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = RunningSilo.Address });
        using var nobody = await Ask(http, "RE1");
        Assert.Equal("/sign-in", nobody.Headers.Location?.AbsolutePath);

        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "guessed");
        using var guess = await Ask(http, "RE1");
        Assert.Equal(HttpStatusCode.Unauthorized, guess.StatusCode);
    }

    [Fact]
    public async Task It_is_played_in_the_page_or_saved_and_nobody_between_keeps_it()
    {
        using var door = Door.WithToken(World, World.People[0], Scopes.Read);

        using var played = await Ask(door.Http, "RE1");
        Assert.Equal(("audio/mpeg", "inline", 10L), (played.Content.Headers.ContentType!.MediaType, played.Content.Headers.ContentDisposition!.DispositionType, played.Content.Headers.ContentLength!.Value));
        Assert.Equal((true, true, false), (played.Headers.CacheControl!.Private, played.Headers.CacheControl.NoCache, played.Headers.CacheControl.Public));
        Assert.Equal("nosniff", Assert.Single(played.Headers.GetValues("X-Content-Type-Options")));

        using var saved = await Ask(door.Http, "RE1?download");
        Assert.Equal(("attachment", "voicemail-2031-05-17-0830.mp3"), (saved.Content.Headers.ContentDisposition!.DispositionType, saved.Content.Headers.ContentDisposition.FileName));

        using var known = new HttpRequestMessage(HttpMethod.Get, Path("RE1")) { Headers = { IfNoneMatch = { played.Headers.ETag! } } };
        using var same = await door.Http.SendAsync(known, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Theory]
    [InlineData(2L, 4L, HttpStatusCode.PartialContent, "234")]
    [InlineData(7L, null, HttpStatusCode.PartialContent, "789")]
    [InlineData(null, 2L, HttpStatusCode.PartialContent, "89")]
    [InlineData(10L, 12L, HttpStatusCode.RequestedRangeNotSatisfiable, "")]
    public async Task Whoever_jumps_gets_the_part_that_was_asked_for(long? from, long? to, HttpStatusCode status, string part)
    {
        using var door = await Door.SignedIn(World, World.People[0]);
        using var jump = new HttpRequestMessage(HttpMethod.Get, Path("RE1")) { Headers = { Range = new(from, to) } };

        using var answer = await door.Http.SendAsync(jump, Cancellation);

        Assert.Equal((status, part), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
        Assert.Equal(10, answer.Content.Headers.ContentRange!.Length);
    }

    [Theory]
    [InlineData("RE2")]
    [InlineData("RE3")]
    [InlineData("RE9")]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    public async Task What_is_not_there_is_not_found_and_says_so(string sid)
    {
        using var door = Door.WithToken(World, World.People[0], Scopes.Read);

        using var answer = await Ask(door.Http, sid);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("recording-not-found", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> Ask(HttpClient http, string sid) => http.GetAsync(Path(sid), Cancellation);

    private Uri Path(string sid) => new($"/calls/{recorded.Call.Id}/recordings/{sid}", UriKind.Relative);
}
