using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Web.Tests.Calls;

/// <summary>A desk for calls and a member's phone, in memory; keeps what it was asked.</summary>
internal sealed class CallsDouble : ICallDesk, IMemberPhone
{
    public List<WantedCall> Placed { get; } = [];

    public List<Guid> HungUp { get; } = [];

    public List<CallQuery> Asked { get; } = [];

    public List<Call> Kept { get; } = [];

    public ImmutableArray<Call> UnderWay { get; set; } = [];

    /// <summary>Instead of the calls under way at once: this, when it comes.</summary>
    public Task<ImmutableArray<Call>>? Answer { get; set; }

    public MemberPhone? Phone { get; set; } = new(Some.Me, "+447700900001", true);

    public Func<WantedCall, Task<TakenCall>> Places { get; set; } = wanted => Task.FromResult(new TakenCall(SomeCall.Of(CallStatus.Queued) with { Id = wanted.CallId }, true));

    public Func<Guid, Task<Call?>> HangsUp { get; set; } = id => Task.FromResult<Call?>(SomeCall.Of(CallStatus.Canceled) with { Id = id });

    public Exception? Fault { get; set; }

    public Task<TakenCall> Place(WantedCall wanted, CancellationToken cancellation)
    {
        Placed.Add(wanted);
        return Places(wanted);
    }

    public Task<Call?> HangUp(Guid callId, CancellationToken cancellation)
    {
        HungUp.Add(callId);
        return HangsUp(callId);
    }

    public Task<Call?> Find(Guid callId, CancellationToken cancellation) => Task.FromResult(Kept.Find(call => call.Id == callId));

    public Task<CallPage> History(CallQuery query, CancellationToken cancellation)
    {
        Asked.Add(query);
        var from = int.Parse(query.Cursor ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        return Fault is { } fault ? Task.FromException<CallPage>(fault)
            : Task.FromResult(new CallPage([.. Kept.Skip(from).Take(query.Limit)], from + query.Limit < Kept.Count ? $"{from + query.Limit}" : null));
    }

    public Task<ImmutableArray<Call>> Under(CancellationToken cancellation) => Answer ?? Task.FromResult(UnderWay);

    public Task<MemberPhone?> Own(CancellationToken cancellation) => Fault is { } fault ? Task.FromException<MemberPhone?>(fault) : Task.FromResult(Phone);

    public Task<MemberPhone?> Set(string? typedNumber, bool isAvailable, CancellationToken cancellation)
    {
        if (Fault is { } fault)
        {
            return Task.FromException<MemberPhone?>(fault);
        }

        Phone = string.IsNullOrWhiteSpace(typedNumber) ? null : new(Some.Me, typedNumber.Replace(" ", "", StringComparison.Ordinal), isAvailable);
        return Task.FromResult(Phone);
    }
}
