using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Channels;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.TestKit.Conversations;

/// <summary>A carrier of calls that answers what a test wants and tells what it was asked.</summary>
public sealed class FakeCarrierCalls : ICarrierCalls
{
    private readonly Channel<string> _ended = Channel.CreateUnbounded<string>();

    /// <summary>By default every call is taken.</summary>
    public Func<CallOrder, Task<CallAnswer>> Answer { get; set; } = Takes;

    /// <summary>What it was given to dial.</summary>
    public ConcurrentQueue<CallOrder> Given { get; } = [];

    /// <summary>What it was told to end.</summary>
    public ChannelReader<string> Ended => _ended.Reader;

    /// <summary>What its records say: calls that nobody was told of.</summary>
    public Func<string, ImmutableArray<CallRecord>?> Records { get; set; } = _ => [];

    /// <summary>Whether calls can ring in browsers.</summary>
    public bool HasBrowsers { get; set; }

    public bool ReachesBrowsers(string line) => HasBrowsers;

    public Task<CallAnswer> Place(CallOrder order, CancellationToken cancellation)
    {
        var answer = Answer(order);
        Given.Enqueue(order);
        return answer;
    }

    public Task<bool> HangUp(string line, string callSid, CancellationToken cancellation)
    {
        _ended.Writer.TryWrite(callSid);
        return Task.FromResult(true);
    }

    public Task<ImmutableArray<CallRecord>?> Find(string line, string callSid, CancellationToken cancellation) => Task.FromResult(Records(callSid));

    public Task<ImmutableArray<CallRecord>?> Placed(string line, string to, DateTimeOffset since, CancellationToken cancellation) => Task.FromResult(Records(to));

    public Task<RecordingAnswer> Fetch(string line, CallRecording recording, CancellationToken cancellation) =>
        Task.FromResult<RecordingAnswer>(new RecordingAnswer.NotYet("There are none here."));

    public Task<bool> DeleteRecording(string line, string recordingSid, CancellationToken cancellation) => Task.FromResult(true);

    public static string SidOf(Guid callId) => "CA" + callId.ToString("N", CultureInfo.InvariantCulture);

    public static Task<CallAnswer> Takes(CallOrder order) =>
        Task.FromResult<CallAnswer>(new CallAnswer.Settled(new(order.CallId, CallLeg.Member, CallWords.Queued, SidOf(order.CallId))));
}
