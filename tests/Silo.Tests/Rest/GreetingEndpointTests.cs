using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansSms.Calls;
using OrleansSms.Members;
using OrleansSms.Silo.Tests.Access;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Calls;

namespace OrleansSms.Silo.Tests.Rest;

/// <summary>The recorded greeting over the API, and the page's own door for it.</summary>
public sealed class GreetingEndpointTests(QuickPostgresServer server) : IAsyncLifetime
{
    private World _world = null!;
    private Door _door = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Address => $"/api/v1/lines/{Uri.EscapeDataString(_world.Lines[0])}/greeting";

    public async ValueTask InitializeAsync()
    {
        _world = await World.Make(server, seed: 4, people: 6, lines: 2, talksEach: 0);
        var owner = _world.People.First(person => VoiceQuestions.LooksAfter(_world, person, _world.Lines[0]));
        _door = await Door.SignedIn(_world, owner);
    }

    public async ValueTask DisposeAsync()
    {
        _door.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_greeting_is_put_heard_replaced_and_removed()
    {
        using var put = await Put(Sounds.Mp3(), "?name=Hello.mp3");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var greeting = await put.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(("Hello.mp3", "audio/mpeg"), (greeting.GetProperty("name").GetString(), greeting.GetProperty("contentType").GetString()));
        var heard = greeting.GetProperty("path").GetString()!;
        Assert.Equal(Sounds.Mp3(), await _door.Http.GetByteArrayAsync(new Uri("/" + heard, UriKind.Relative), Cancellation));

        using var replaced = await Put(Sounds.Wav(), "?name=Hello.wav");
        Assert.Equal(HttpStatusCode.NotFound, await Heard(heard));
        Assert.Equal(HttpStatusCode.OK, await _door.Get(Address, "Hello.wav", isTold: true));

        Assert.Equal(HttpStatusCode.NoContent, await _door.Delete(Address));
        Assert.Equal(HttpStatusCode.NoContent, await _door.Delete(Address));
        Assert.Equal(HttpStatusCode.NotFound, await _door.Get(Address, "Hello.wav", isTold: false));
    }

    [Theory]
    [InlineData(0, "This file is empty.")]
    [InlineData(500, "This is neither an MP3 nor a WAV file.")]
    [InlineData(ILineGreetings.LargestFile + 1, "A greeting has 5 MB at most.")]
    public async Task What_cannot_be_a_greeting_is_refused_in_words(int length, string sentence)
    {
        using var put = await Put(new byte[length], "?name=Hello.mp3");

        var problem = await put.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(
            (HttpStatusCode.BadRequest, Refusals.InvalidGreeting, sentence),
            (put.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, await _door.Get(Address, "Hello", isTold: false));
    }

    [Fact]
    public async Task The_pages_door_takes_nothing_without_its_token()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Sounds.Wav()), "file", "a.wav" } };

        using var answer = await _door.Http.PostAsync(new Uri("/settings/calls/greeting?line=x", UriKind.Relative), form, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<HttpStatusCode> Heard(string path)
    {
        using var answer = await _door.Http.GetAsync(new Uri("/" + path, UriKind.Relative), Cancellation);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> Put(byte[] content, string query)
    {
        using var sound = new ByteArrayContent(content);
        return await _door.Http.PutAsync(new Uri(Address + query, UriKind.Relative), sound, Cancellation);
    }
}
