using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit.Calls;

namespace OrleansSms.Grains.Tests.Calls;

/// <summary>Calls with recordings, a carrier that does what a test says, and conversations that take what they are told.</summary>
internal sealed class RecordingScene
{
    private readonly ConcurrentDictionary<Guid, Call> _calls = [];
    private readonly Lock _turn = new();
    private readonly ICallStore _store;

    public RecordingScene(Action<RecordingOptions>? set = null)
    {
        _store = Proxied.As<ICallStore>((method, arguments) => method.Name switch
        {
            nameof(ICallStore.ToFetch) => Task.FromResult<ImmutableArray<Call>>(
                [.. _calls.Values.Where(call => call.Recordings.Any(one => one.FetchAt <= (DateTimeOffset)arguments[0]!)).Take((int)arguments[1]!)]),
            nameof(ICallStore.Find) => Task.FromResult(_calls.GetValueOrDefault((Guid)arguments[0]!)),
            _ => throw new NotSupportedException(method.Name),
        });
        var grains = Proxied.Grains(_ => Proxied.As<IConversationCalls>((method, arguments) => method.Name == nameof(IConversationCalls.Record)
            ? Told((Guid)arguments[0]!, (CallRecording)arguments[1]!)
            : throw new NotSupportedException(method.Name)));
        var options = new RecordingOptions();
        set?.Invoke(options);
        Fetch = new(_store, Carrier, Proxied.As<IRecordingStore>(OfStore), Book, grains, Time, NullLogger<RecordingFetch>.Instance);
        Retention = new(_store, Carrier, Files, Book, Fetch, grains, Options.Create(options), Time, NullLogger<RecordingRetention>.Instance);
    }

    public Clock Time { get; } = new();

    public FakeRecordingStore Files { get; } = new();

    public FakeRecordingBook Book { get; } = new();

    public RecordingFetch Fetch { get; }

    public RecordingRetention Retention { get; }

    public ConcurrentQueue<string> Asked { get; } = [];

    public ConcurrentQueue<string> DeletedAtCarrier { get; } = [];

    public Func<CallRecording, Task<RecordingAnswer>> Answer { get; set; } = recording => Task.FromResult<RecordingAnswer>(Found(recording.Sid));

    public Func<string, bool> Delete { get; set; } = _ => true;

    public Func<Guid, Exception?> TellingFails { get; set; } = _ => null;

    public Exception? KeepingFails { get; set; }

    private ICarrierCalls Carrier => Proxied.As<ICarrierCalls>((method, arguments) => method.Name switch
    {
        nameof(ICarrierCalls.Fetch) => Ask((string)arguments[0]!, (CallRecording)arguments[1]!),
        nameof(ICarrierCalls.DeleteRecording) => Task.FromResult(DeleteOne((string)arguments[1]!)),
        _ => throw new NotSupportedException(method.Name),
    });

    public static CallRecording Waiting(string sid) => new(
        sid, RecordingKind.Call, RecordingStatus.Waiting, 12, 2, "This call is recorded.", null, $"https://api.example.com/{sid}", Some.Now, FetchAt: Some.Now);

    public static RecordingAnswer.Found Found(string text) => new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), "audio/mpeg");

    public Call Add(params CallRecording[] recordings) => Add(Direction.Inbound, recordings);

    public Call Add(Direction direction, params CallRecording[] recordings)
    {
        var (from, to) = direction == Direction.Inbound ? (Some.Contact, Some.Line) : (Some.Line, Some.Contact);
        var call = new Call(
            Guid.NewGuid(), Some.Id, 1, direction, "CA1", from, to, CallStatus.Completed, Some.User, null, Some.Now, Some.Now, Some.Now, Some.Now, 12, null, [], [.. recordings]);
        return _calls[call.Id] = call;
    }

    public CallRecording Now(Call call, string sid) => _calls[call.Id].Recordings.Single(one => one.Sid == sid);

    public Task Look() => Fetch.Look(TestContext.Current.CancellationToken);

    public Task Retain() => Retention.Look(TestContext.Current.CancellationToken);

    public string File(Call call, string sid) => System.Text.Encoding.UTF8.GetString(Files.Files[new(call.Id, sid)]);

    private async Task<RecordingAnswer> Ask(string line, CallRecording recording)
    {
        Assert.Equal(Some.Line, line);
        Asked.Enqueue(recording.Sid);
        return await Answer(recording);
    }

    private bool DeleteOne(string sid)
    {
        DeletedAtCarrier.Enqueue(sid);
        return Delete(sid);
    }

    private object? OfStore(System.Reflection.MethodInfo method, object?[] arguments) =>
        method.Name == nameof(IRecordingStore.Save) && KeepingFails is { } fault ? Task.FromException<long>(fault) : method.Invoke(Files, arguments);

    private Task<Call?> Told(Guid callId, CallRecording told)
    {
        if (TellingFails(callId) is { } fault)
        {
            return Task.FromException<Call?>(fault);
        }

        // A conversation takes one thing after the other, and recordings of one call are fetched side by side.
        lock (_turn)
        {
            if (_calls.TryGetValue(callId, out var call))
            {
                _calls[callId] = call with { Recordings = RecordingFold.Fold(call.Recordings, told, Time.GetUtcNow()) };
            }
        }

        return Task.FromResult(_calls.GetValueOrDefault(callId));
    }
}
