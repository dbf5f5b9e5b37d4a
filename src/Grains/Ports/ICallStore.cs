using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>Calls by other ways than their thread. They are written by their conversation's commits; what is claimed here is written beside.</summary>
public interface ICallStore
{
    Task<Call?> Find(Guid callId, CancellationToken cancellation);

    /// <summary>Where a call is that the carrier names by its first leg.</summary>
    Task<CallPlace?> FindBySid(string callSid, CancellationToken cancellation);

    /// <summary>The calls that the carrier names by these first legs. One question, however many names.</summary>
    Task<ImmutableArray<Call>> FindBySids(ImmutableArray<string> callSids, CancellationToken cancellation);

    /// <summary>When a call first came in at a line by our doors; null: none did, calls of its number may be somebody else's business.</summary>
    Task<DateTimeOffset?> FirstArrival(string line, CancellationToken cancellation);

    /// <summary>Calls that members placed from a line since a moment and that the carrier never named, the oldest first.</summary>
    Task<ImmutableArray<Call>> Nameless(string line, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>Takes what waits to be dialled on a line, each for one dialler only.</summary>
    /// <param name="lease">After this a claim counts as abandoned: the carrier may have the call.</param>
    Task<ImmutableArray<CallOrder>> Claim(string line, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Gives a claim back: the carrier surely does not have it.</summary>
    Task PutBack(Guid callId, CancellationToken cancellation);

    /// <summary>Claimed by a dialler that is gone.</summary>
    Task<ImmutableArray<CallOrder>> Abandoned(string line, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Calls of a line whose end somebody asked for and that are not over, as far as the carrier named them.</summary>
    Task<ImmutableArray<Call>> ToHangUp(string line, CancellationToken cancellation);

    /// <summary>Calls of a line that are not over and of which nothing was heard since a moment, the longest quiet first.</summary>
    Task<ImmutableArray<Call>> Quiet(string line, DateTimeOffset since, int limit, CancellationToken cancellation);

    /// <summary>Lines with a call that is not over.</summary>
    Task<ImmutableArray<string>> LinesWithOpenCalls(CancellationToken cancellation);

    /// <summary>Calls with a recording that is due to be fetched, the longest due first.</summary>
    Task<ImmutableArray<Call>> ToFetch(DateTimeOffset now, int limit, CancellationToken cancellation);
}

/// <summary>A call by its conversation and id.</summary>
public readonly record struct CallPlace(ConversationId ConversationId, Guid CallId);

/// <summary>A call that waits to be dialled.</summary>
/// <param name="Line">The caller ID, E.164.</param>
/// <param name="MemberNumber">The phone that rings first: E.164, or that of a <see cref="BrowserPhone"/>.</param>
/// <param name="PlacedAt">When the member asked for it, UTC.</param>
/// <param name="IsHangUpAsked">The member does not want it any more.</param>
public sealed record CallOrder(ConversationId ConversationId, Guid CallId, string Line, string MemberNumber, DateTimeOffset PlacedAt, bool IsHangUpAsked)
{
    public CallPlace Place => new(ConversationId, CallId);
}
