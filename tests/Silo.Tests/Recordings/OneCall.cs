using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Lines;
using OrleansSms.Members;

namespace OrleansSms.Silo.Tests.Recordings;

/// <summary>A desk of calls with one call on a line, seen by whoever sees the line.</summary>
internal sealed class OneCall(Call call, ICallers callers, ILineDirectory lines) : ICallDesk
{
    public static Call Of(string line, params CallRecording[] recordings)
    {
        var now = new DateTimeOffset(2031, 5, 17, 8, 30, 0, TimeSpan.Zero);
        return new(
            Guid.NewGuid(), new(Guid.NewGuid()), 1, Direction.Inbound, "CA1", "+447700900226", line, CallStatus.Voicemail, null, null, now, null, now, now, 12, null, [], [.. recordings]);
    }

    public static CallRecording Ready(string sid, RecordingStatus status = RecordingStatus.Ready) => new(
        sid, RecordingKind.Voicemail, status, 12, 1, null, null, null, new(2031, 5, 17, 8, 30, 0, TimeSpan.Zero), "audio/mpeg", 10);

    public async Task<Call?> Find(Guid callId, CancellationToken cancellation) =>
        callId == call.Id && await lines.AccessTo(call.To, callers.Current.UserId, cancellation) is not null ? call : null;

    public Task<TakenCall> Place(WantedCall wanted, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Call?> HangUp(Guid callId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<CallPage> History(CallQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ImmutableArray<Call>> Under(CancellationToken cancellation) => throw new NotSupportedException();
}
