using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>Calls of the store in memory, held to the same contract as the real ones.</summary>
internal sealed class FakeCalls(Lock gate, Dictionary<(ConversationId Id, int Number), Call> calls) : ICallStore
{
    private readonly Dictionary<Guid, DateTimeOffset> _claims = [];

    public async Task<Call?> Find(Guid callId, CancellationToken cancellation) => (await Where(call => call.Id == callId)).FirstOrDefault();

    public async Task<CallPlace?> FindBySid(string callSid, CancellationToken cancellation) =>
        await Where(call => call.CallSid == callSid) is [var found, ..] ? new(found.ConversationId, found.Id) : null;

    public Task<ImmutableArray<Call>> FindBySids(ImmutableArray<string> callSids, CancellationToken cancellation) => Where(call => callSids.Contains(call.CallSid!));

    public async Task<DateTimeOffset?> FirstArrival(string line, CancellationToken cancellation) =>
        await Where(call => call is { Direction: Direction.Inbound, Recovered: false } && call.To == line) is [var first, ..] ? first.DateCreated : null;

    public Task<ImmutableArray<Call>> Nameless(string line, DateTimeOffset since, CancellationToken cancellation) =>
        Where(call => call is { Direction: Direction.Outbound, CallSid: null } && call.From == line && call.DateCreated >= since);

    public async Task<ImmutableArray<CallOrder>> Claim(string line, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        var waiting = await Where(call => IsWaiting(call, line) && !_claims.ContainsKey(call.Id));
        lock (gate)
        {
            return [.. waiting.Where(call => _claims.TryAdd(call.Id, now + lease)).Select(Order)];
        }
    }

    public async Task PutBack(Guid callId, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            _claims.Remove(callId);
        }
    }

    public async Task<ImmutableArray<CallOrder>> Abandoned(string line, DateTimeOffset now, CancellationToken cancellation) =>
        [.. (await Where(call => IsWaiting(call, line) && _claims.TryGetValue(call.Id, out var until) && until <= now)).Select(Order)];

    public Task<ImmutableArray<Call>> ToHangUp(string line, CancellationToken cancellation) =>
        Where(call => IsOpen(call, line) && call is { IsHangUpAsked: true, CallSid: not null });

    public async Task<ImmutableArray<Call>> Quiet(string line, DateTimeOffset since, int limit, CancellationToken cancellation) =>
        [.. (await Where(call => IsOpen(call, line) && call.DateUpdated <= since)).OrderBy(call => call.DateUpdated).Take(limit)];

    public async Task<ImmutableArray<string>> LinesWithOpenCalls(CancellationToken cancellation) =>
        [.. (await Where(call => call.EndedAt is null)).Select(LineOf).Distinct()];

    public async Task<ImmutableArray<Call>> ToFetch(DateTimeOffset now, int limit, CancellationToken cancellation) =>
        [.. (await Where(call => DueAt(call) <= now)).OrderBy(DueAt).Take(limit)];

    private async Task<ImmutableArray<Call>> Where(Func<Call, bool> isIt)
    {
        await Task.Yield();
        lock (gate)
        {
            return [.. calls.Values.Where(isIt).OrderBy(call => call.DateCreated)];
        }
    }

    private static bool IsOpen(Call call, string line) => call.EndedAt is null && LineOf(call) == line;

    private static bool IsWaiting(Call call, string line) => IsOpen(call, line) && call is { Status: CallStatus.Queued, Direction: Direction.Outbound };

    private static string LineOf(Call call) => call.Direction == Direction.Outbound ? call.From : call.To;

    private static DateTimeOffset? DueAt(Call call) => call.Recordings.Min(recording => recording.FetchAt);

    private static CallOrder Order(Call call) =>
        new(call.ConversationId, call.Id, call.From, call.MemberNumber!, call.DateCreated, call.IsHangUpAsked);
}
