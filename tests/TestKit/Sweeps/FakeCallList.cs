using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Sweeps;

/// <summary>The carrier's list of calls as a test writes it, newest first.</summary>
public sealed class FakeCallList : ICallList
{
    private readonly ConcurrentDictionary<string, ListedCall> _calls = new();
    private readonly ConcurrentDictionary<string, CallRecording> _recordings = new();

    /// <summary>Calls whose recordings were asked for.</summary>
    public ConcurrentQueue<string> AskedForRecordings { get; } = new();

    /// <summary>Runs before a page is given; what it throws, the list throws.</summary>
    public Action<CallListQuery> BeforePage { get; set; } = _ => { };

    /// <summary>Calls that the list leaves out.</summary>
    public Func<ListedCall, bool> IsListed { get; set; } = _ => true;

    public void Keep(params IEnumerable<ListedCall> calls)
    {
        foreach (var call in calls)
        {
            _calls[call.Sid] = call;
        }
    }

    public void Keep(string callSid, CallRecording recording) => _recordings[callSid] = recording;

    public static ListedCall Came(string sid, string line, string contact, DateTimeOffset at, string word = CallWords.NoAnswer) =>
        new(sid, null, Direction.Inbound, contact, line, word, word == CallWords.Completed ? 20 : null, at, at.AddSeconds(20));

    public static ListedCall Placed(string sid, string line, string to, DateTimeOffset at, string word = CallWords.Completed) =>
        new(sid, null, Direction.Outbound, line, to, word, 20, at, at.AddSeconds(20));

    public async Task<ListedCalls> List(CallListQuery query, CancellationToken cancellation)
    {
        await Task.Yield();
        BeforePage(query);
        var first = query.Next is { } next ? int.Parse(next, CultureInfo.InvariantCulture) : 0;
        var all = _calls.Values
            .Where(call => (query.To is null || call.To == query.To) && (query.From is null || call.From == query.From))
            .Where(call => query.StartedFrom is null || call.BegunAt >= query.StartedFrom)
            .Where(IsListed)
            .OrderByDescending(call => call.BegunAt).ThenBy(call => call.Sid, StringComparer.Ordinal).ToList();
        var page = all.Skip(first).Take(query.PageSize).ToImmutableArray();
        return new(page, first + page.Length < all.Count ? (first + page.Length).ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<ImmutableArray<CallRecording>> Recordings(string line, string callSid, CancellationToken cancellation)
    {
        await Task.Yield();
        AskedForRecordings.Enqueue(callSid);
        return _recordings.TryGetValue(callSid, out var recording) ? [recording] : [];
    }
}
