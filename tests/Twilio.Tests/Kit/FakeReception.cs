using System.Collections.Concurrent;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;

namespace OrleansSms.Twilio.Tests.Kit;

/// <summary>What stands behind the doors for calls, with every question in words.</summary>
internal sealed class FakeReception : ICallReception
{
    public ConcurrentQueue<string> Asked { get; } = new();

    public ConcurrentQueue<(CallPlace Place, CallReport Report)> Reported { get; } = new();

    public ConcurrentQueue<(CallPlace Place, CallRecording Recording)> Recorded { get; } = new();

    /// <summary>The answer to every question.</summary>
    public CallAct Act { get; set; } = new CallAct.Connect();

    /// <summary>What every question meets but the one for a second try.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Calls that exist.</summary>
    public HashSet<CallPlace> Calls { get; } = [];

    public Dictionary<string, CallPlace> BySid { get; } = [];

    public Task<CallAct> Arrived(InboundCall call, string? accountSid, CancellationToken cancellation) =>
        Answer($"arrived {call.CallSid} {call.Line} {call.Contact} {accountSid}".TrimEnd());

    public Task<CallAct> MemberPickedUp(CallPlace place, Guid memberId, CancellationToken cancellation) => Answer("member picked up", place, memberId);

    public Task<CallAct> MemberAccepted(CallPlace place, Guid memberId, string? callSid, CancellationToken cancellation) =>
        Answer($"member accepted on {callSid}", place, memberId);

    public Task<CallAct> MemberAnswered(CallPlace place, Guid memberId, string? callSid, CancellationToken cancellation) =>
        Answer($"member answered on {callSid}", place, memberId);

    public Task<CallAct> MembersRung(CallPlace place, int round, DialOutcome outcome, CancellationToken cancellation) => Answer($"members rung, round {round}, {Told(outcome)}", place);

    public Task<CallAct> MessageTaken(CallPlace place, CancellationToken cancellation) => Answer("message taken", place);

    public Task<CallAct> CallerPickedUp(CallPlace place, CancellationToken cancellation) => Answer("caller picked up", place);

    public Task<CallAct> CallerConfirmed(CallPlace place, CancellationToken cancellation) => Answer("caller confirmed", place);

    public Task<CallAct> ContactDialled(CallPlace place, DialOutcome outcome, CancellationToken cancellation) => Answer($"contact dialled, {Told(outcome)}", place);

    public Task<CallAct> ContactPickedUp(CallPlace place, CancellationToken cancellation) => Answer("contact picked up", place);

    public Task<CallAct> Stumbled(CallPlace? place, CancellationToken cancellation)
    {
        Asked.Enqueue(place == Some.Place ? "stumbled" : $"stumbled elsewhere {place}");
        return Task.FromResult<CallAct>(new CallAct.Goodbye(new("Sorry.", "en-US")));
    }

    public Task<bool> Report(CallPlace place, CallReport report, CancellationToken cancellation) => Take(place, () => Reported.Enqueue((place, report)));

    public Task<bool> Record(CallPlace place, CallRecording recording, CancellationToken cancellation) => Take(place, () => Recorded.Enqueue((place, recording)));

    public Task<CallPlace?> PlaceOf(string callSid, CancellationToken cancellation) =>
        Task.FromResult(BySid.TryGetValue(callSid, out var place) ? place : (CallPlace?)null);

    private static string Told(DialOutcome outcome) => $"[{outcome.Word}] on {outcome.CallSid}, bridged {outcome.IsBridged}, {outcome.Seconds} s";

    private Task<bool> Take(CallPlace place, Action take)
    {
        if (Fault is { } fault)
        {
            return Task.FromException<bool>(fault);
        }

        if (Calls.Contains(place))
        {
            take();
        }

        return Task.FromResult(Calls.Contains(place));
    }

    private Task<CallAct> Answer(string question, CallPlace? place = null, Guid? member = null)
    {
        Asked.Enqueue(question + (place is null || place == Some.Place ? "" : $" elsewhere {place}") + (member is null || member == Some.MemberId ? "" : $" {member}"));
        return Fault is { } fault ? Task.FromException<CallAct>(fault) : Task.FromResult(Act);
    }
}
