using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Web.Live;

// The member's own phones: a number, and the browser where it is switched on.
internal sealed partial class Calling
{
    private bool _namedNone;

    /// <summary>The phone that rings first; null: none is named, or it is not known.</summary>
    public MemberPhone? Phone { get; private set; }

    /// <summary>No phone of the member's is there: without one nobody can be called.</summary>
    public bool LacksPhone => _namedNone && !InBrowser;

    /// <summary>This browser rings first.</summary>
    public bool InBrowser => softphone.IsReady;

    /// <summary>The carrier's name of the own call that is about to ring at the member's; empty: it has none yet. Null: there is none.</summary>
    public string? Awaited => Pending is not null ? ""
        : Own is { Direction: Direction.Outbound, Status: CallStatus.Queued or CallStatus.InDoubt or CallStatus.CallingMember, IsHangUpAsked: false } call ? call.CallSid ?? ""
        : null;

    /// <summary>A rule that says no throws.</summary>
    public async Task SavePhone(string? typed, bool isAvailable)
    {
        Phone = await phones.Set(typed, isAvailable, CancellationToken.None);
        _namedNone = Phone is null;
        Changed?.Invoke();
    }

    /// <summary>Reads anew which phone it is, for the page on which it is changed.</summary>
    public async Task ReadPhone()
    {
        Phone = await phones.Own(CancellationToken.None);
        _namedNone = Phone is null;
        Changed?.Invoke();
    }

    private Subscription Follow()
    {
        var feeding = feed.Follow(Take);
        softphone.Changed += Tell;
        return new(() =>
        {
            softphone.Changed -= Tell;
            feeding.Dispose();
        });
    }

    private void Tell() => Changed?.Invoke();
}
