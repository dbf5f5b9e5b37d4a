using OrleansSms.Calls;
using OrleansSms.Grains.Calls;
using OrleansSms.TestKit.Calls;

namespace OrleansSms.Grains.Tests.Calls;

public sealed class RecordingsTests
{
    private readonly RecordingScene _scene = new();
    private readonly FakeRecordingStore _files = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RecordingKind.Call, "audio/mpeg", "audio/mpeg", "call-2031-05-17-0830.mp3")]
    [InlineData(RecordingKind.Voicemail, "audio/x-wav", "audio/x-wav", "voicemail-2031-05-17-0830.wav")]
    [InlineData(RecordingKind.Call, "audio/mpeg; charset=x", "audio/mpeg; charset=x", "call-2031-05-17-0830.mp3")]
    [InlineData(RecordingKind.Call, "text/html", "application/octet-stream", "call-2031-05-17-0830")]
    [InlineData(RecordingKind.Call, null, "application/octet-stream", "call-2031-05-17-0830")]
    public async Task A_recording_is_played_as_what_it_is_and_never_as_a_page(RecordingKind kind, string? contentType, string playedAs, string name)
    {
        var call = Ready(kind, contentType);

        await using var content = (await Ask(call, "RE1"))!.Content;
        var file = (await Ask(call, "RE1"))!;

        Assert.Equal((playedAs, name, Some.Now), (file.ContentType, file.Name, file.CreatedAt));
        Assert.Equal((true, 3L), (content.CanSeek, content.Length));
    }

    [Fact]
    public async Task What_is_not_seen_not_known_not_ready_or_not_there_is_nothing()
    {
        var call = Ready(RecordingKind.Call, "audio/mpeg");

        Assert.Null(await Ask(null, "RE1", call.Id));
        Assert.Null(await Ask(call, "RE2"));
        Assert.Null(await Ask(call with { Recordings = [call.Recordings[0] with { Status = RecordingStatus.Deleted }] }, "RE1"));
        _files.Files.Clear();
        Assert.Null(await Ask(call, "RE1"));
    }

    private Call Ready(RecordingKind kind, string? contentType)
    {
        var call = _scene.Add(RecordingScene.Waiting("RE1") with { Kind = kind, Status = RecordingStatus.Ready, ContentType = contentType });
        _files.Files[new(call.Id, "RE1")] = [1, 2, 3];
        return call;
    }

    private Task<RecordingFile?> Ask(Call? seen, string sid, Guid? id = null) =>
        new Recordings(Proxied.As<ICallDesk>((_, _) => Task.FromResult(seen)), _files).Open(id ?? seen!.Id, sid, Cancellation);
}
