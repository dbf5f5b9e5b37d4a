using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Ports;

/// <summary>
/// What happens next on a call. The carrier asks at each step; the answer follows from what is stored, so that the same
/// question again, also to another silo, has the same answer.
/// </summary>
public interface ICallReception
{
    /// <summary>Somebody calls a line.</summary>
    /// <param name="accountSid">Through which account a line that nobody knew sends; null: the one of the configuration.</param>
    Task<CallAct> Arrived(InboundCall call, string? accountSid, CancellationToken cancellation);

    /// <summary>A member's phone was picked up, for a call that came in.</summary>
    Task<CallAct> MemberPickedUp(CallPlace place, Guid memberId, CancellationToken cancellation);

    /// <summary>A member pressed the key: the first one gets the call.</summary>
    Task<CallAct> MemberAccepted(CallPlace place, Guid memberId, string? callSid, CancellationToken cancellation);

    /// <summary>A member answered in the browser, which takes the call if nobody was faster: there is no mailbox to be kept out.</summary>
    Task<CallAct> MemberAnswered(CallPlace place, Guid memberId, string? callSid, CancellationToken cancellation);

    /// <summary>The ringing of a round is over.</summary>
    /// <param name="round">Which one, from 0.</param>
    Task<CallAct> MembersRung(CallPlace place, int round, DialOutcome outcome, CancellationToken cancellation);

    /// <summary>The caller ended the message, or the carrier did.</summary>
    Task<CallAct> MessageTaken(CallPlace place, CancellationToken cancellation);

    /// <summary>The phone of the member who called was picked up.</summary>
    Task<CallAct> CallerPickedUp(CallPlace place, CancellationToken cancellation);

    /// <summary>The member who called pressed a key.</summary>
    Task<CallAct> CallerConfirmed(CallPlace place, CancellationToken cancellation);

    /// <summary>The dialling of the contact is over.</summary>
    Task<CallAct> ContactDialled(CallPlace place, DialOutcome outcome, CancellationToken cancellation);

    /// <summary>The contact's phone was picked up, before both hear each other.</summary>
    Task<CallAct> ContactPickedUp(CallPlace place, CancellationToken cancellation);

    /// <summary>A step failed at our side, and the carrier asks a second time.</summary>
    Task<CallAct> Stumbled(CallPlace? place, CancellationToken cancellation);

    /// <returns>False: no such call.</returns>
    Task<bool> Report(CallPlace place, CallReport report, CancellationToken cancellation);

    /// <returns>False: no such call.</returns>
    Task<bool> Record(CallPlace place, CallRecording recording, CancellationToken cancellation);

    /// <summary>Where a call is of which the carrier gives no ids of ours; null: nowhere.</summary>
    Task<CallPlace?> PlaceOf(string callSid, CancellationToken cancellation);
}

/// <summary>How dialling ended, as the carrier says.</summary>
/// <param name="Word">Its status word; null: not told.</param>
/// <param name="CallSid">The leg that it is about.</param>
/// <param name="IsBridged">Whether both were connected; null: not told.</param>
/// <param name="Seconds">For how long.</param>
public readonly record struct DialOutcome(string? Word, string? CallSid, bool? IsBridged, int? Seconds);

/// <summary>One step of a call, to be put into the carrier's language.</summary>
public abstract record CallAct
{
    private CallAct()
    {
    }

    /// <summary>The end.</summary>
    public sealed record HangUp : CallAct;

    /// <summary>Nothing more to say on this side: both are connected.</summary>
    public sealed record Connect : CallAct;

    /// <summary>Turned away unheard.</summary>
    public sealed record TurnAway : CallAct;

    /// <summary>Some words, and the end.</summary>
    /// <param name="GreetingFile">Played instead of the words.</param>
    public sealed record Goodbye(Speech Speech, Guid? GreetingFile = null) : CallAct;

    /// <summary>Some words on the contact's side, and then both are connected.</summary>
    public sealed record Tell(Speech Speech) : CallAct;

    /// <summary>Some words, and a key to be pressed; without one the end.</summary>
    /// <param name="MemberId">Who is asked, for a call that came in; null: the member who called.</param>
    public sealed record AskForKey(CallPlace Place, Guid? MemberId, Speech Speech) : CallAct;

    /// <summary>Rings the phones together; the first whose member accepts gets the call.</summary>
    /// <param name="Announcement">Said to the caller before; null: nothing.</param>
    /// <param name="IsRecorded">Both sides are recorded from the moment they are connected.</param>
    public sealed record RingMembers(
        CallPlace Place, int Round, ImmutableArray<MemberPhone> Phones, int Seconds, Speech? Announcement, bool IsRecorded) : CallAct;

    /// <summary>Dials the contact.</summary>
    /// <param name="Announcement">Said to the member before; the contact is told when picking up.</param>
    public sealed record DialContact(CallPlace Place, string Contact, string CallerId, Speech? Announcement, bool IsRecorded) : CallAct;

    /// <summary>Some words, a tone, and the caller may speak.</summary>
    /// <param name="GreetingFile">Played instead of the words.</param>
    public sealed record TakeMessage(CallPlace Place, Speech Greeting, Guid? GreetingFile, int MostSeconds, bool IsTranscribed) : CallAct;
}

/// <summary>Words to be spoken.</summary>
/// <param name="Language">BCP 47.</param>
public readonly record struct Speech(string Text, string Language);
