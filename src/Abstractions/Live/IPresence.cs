using System.Collections.Immutable;
using OrleansSms.Conversations;

namespace OrleansSms.Live;

/// <summary>
/// Who has which conversation open, on whichever host, and what they do there. It is nowhere but in memory: who is cut off
/// or whose host dies is gone for everybody some seconds later.
/// </summary>
/// <remarks>Whose question it is follows from where it is asked (<see cref="Members.ICallers"/>).</remarks>
public interface IPresence
{
    /// <summary>The caller has a conversation open until the seat is disposed.</summary>
    /// <returns>Null: no such conversation for the caller, or more seats than anybody needs.</returns>
    Task<ISeat?> Sit(ConversationId id, CancellationToken cancellation);

    /// <summary>Tells who is at the conversations of the caller's lines: first wherever somebody is, then whenever that changes.</summary>
    /// <remarks>Calls back on any thread, once at a time; who is told of is told with everybody who is there, the caller too. Dispose to unsubscribe.</remarks>
    IDisposable Watch(Action<Attendance> told);
}

/// <summary>One screen at one conversation. Disposing leaves it.</summary>
public interface ISeat : IDisposable
{
    /// <summary>What is done there now. Writing that is not said again for a while is over.</summary>
    void Show(Doing doing);
}

/// <summary>Who is at a conversation; nobody when they left.</summary>
public sealed record Attendance(ConversationId Conversation, ImmutableArray<Attendant> People);

/// <summary>A member at a conversation, however many screens they have it open on.</summary>
public sealed record Attendant(Guid UserId, Doing Doing);

/// <summary>What somebody does at a conversation. Of several screens the highest is told.</summary>
public enum Doing
{
    /// <summary>Not there, or not looking.</summary>
    Away = 0,
    Here = 1,

    /// <summary>Writes a note, which only the team will see.</summary>
    Noting = 2,

    /// <summary>Writes to the contact.</summary>
    Typing = 3,
}
