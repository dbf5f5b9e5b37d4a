using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Web.Live;

/// <summary>A call that a member asked for and that is not durable yet.</summary>
/// <param name="Id">Made when the button was pressed; the same again is the same call.</param>
public sealed record PendingCall(Guid Id, ConversationId Conversation, string Line, string Contact, Guid By, DateTimeOffset At)
{
    /// <summary>What the thread shows until the real call is there.</summary>
    public Call AsCall() => new(
        Id, Conversation, 0, Direction.Outbound, null, Line, Contact, CallStatus.Queued, By, null, At, null, null, At, null, null, [], []);
}

/// <summary>A call that was not placed.</summary>
public sealed record RefusedCall(ConversationId Conversation, string Reason);
