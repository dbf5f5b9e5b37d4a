using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Calls;

/// <summary>What a signed-in member may do with calls; whose question it is and what is not seen, as with <see cref="Inbox.IDesk"/>.</summary>
/// <remarks>A rule that says no throws <see cref="RefusedException"/>.</remarks>
public interface ICallDesk
{
    /// <summary>Rings the member's phone and then the contact; returns when it is durable. The same <see cref="WantedCall.CallId"/> again returns the first call.</summary>
    Task<TakenCall> Place(WantedCall wanted, CancellationToken cancellation);

    /// <summary>Ends a call.</summary>
    /// <returns>Null: no such call for this member.</returns>
    Task<Call?> HangUp(Guid callId, CancellationToken cancellation);

    /// <summary>One call.</summary>
    /// <returns>Null: no such call for this member.</returns>
    Task<Call?> Find(Guid callId, CancellationToken cancellation);

    /// <summary>The calls of the member's lines, the newest first.</summary>
    Task<CallPage> History(CallQuery query, CancellationToken cancellation);

    /// <summary>Calls that this member is part of and that are not over, the newest first.</summary>
    Task<ImmutableArray<Call>> Under(CancellationToken cancellation);
}

/// <summary>A call as a member asked for it, numbers as typed.</summary>
/// <param name="CallId">Made once where the button was pressed, so that pressing twice calls once.</param>
/// <param name="From">One of the member's lines.</param>
/// <param name="To">The contact's number in any usual spelling.</param>
/// <param name="ConversationId">When given, must be the conversation of the two numbers.</param>
/// <param name="Via">The phone that rings first; null: the one of the member's profile.</param>
/// <param name="InBrowser">The member's browser rings first, where the line's carrier account reaches it.</param>
public sealed record WantedCall(Guid CallId, string From, string To, ConversationId? ConversationId = null, string? Via = null, bool InBrowser = false);

/// <summary>Which calls a member wants to see.</summary>
/// <param name="Line">Only of this line, E.164.</param>
/// <param name="Direction">Only these.</param>
/// <param name="Missed">Only those that came in and nobody took.</param>
/// <param name="UserId">Only those of this member.</param>
/// <param name="From">Not before, UTC.</param>
/// <param name="Until">Before, UTC.</param>
/// <param name="Cursor">From <see cref="CallPage.NextCursor"/>.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record CallQuery(
    string? Line = null,
    Direction? Direction = null,
    bool Missed = false,
    Guid? UserId = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    string? Cursor = null,
    int Limit = 50);

/// <summary>A page of calls.</summary>
/// <param name="NextCursor">Null: that was the last page.</param>
public sealed record CallPage(ImmutableArray<Call> Calls, string? NextCursor);
