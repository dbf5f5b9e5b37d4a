using System.Collections.Immutable;
using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Grains.Ports;

/// <summary>The calls that the carrier has on record: asked where its webhooks may have been missed. Its list may lag by hours.</summary>
public interface ICallList
{
    /// <summary>One page of the calls of the line's account, in no promised order; without those that have not begun.</summary>
    /// <exception cref="CarrierUnavailableException">No usable answer; nothing is known, and it may be asked again.</exception>
    Task<ListedCalls> List(CallListQuery query, CancellationToken cancellation);

    /// <summary>What was recorded of a call of the line.</summary>
    /// <exception cref="CarrierUnavailableException">No usable answer; nothing is known, and it may be asked again.</exception>
    Task<ImmutableArray<CallRecording>> Recordings(string line, string callSid, CancellationToken cancellation);
}

/// <summary>Which calls to list.</summary>
/// <param name="Line">Whose account is asked.</param>
/// <param name="From">Caller, exactly; null: any.</param>
/// <param name="To">Who was called, exactly; null: any.</param>
/// <param name="StartedFrom">Started at or after, UTC. One that has not started is missing from a list with this filter.</param>
/// <param name="PageSize">1 to 1000.</param>
/// <param name="Next">From <see cref="ListedCalls.Next"/>: goes on there, everything else is then in it.</param>
public sealed record CallListQuery(
    string Line, string? From = null, string? To = null, DateTimeOffset? StartedFrom = null, int PageSize = 100, string? Next = null);

/// <summary>A page of the list.</summary>
/// <param name="Next">Null: that was the last page.</param>
public sealed record ListedCalls(ImmutableArray<ListedCall> Calls, string? Next);

/// <summary>A leg in the list.</summary>
/// <param name="ParentSid">The leg that dialled it; null: the first.</param>
/// <param name="Direction">Outbound for whatever we dialled, also legs of calls that came in.</param>
/// <param name="From">Inbound: who called, as at our door; null: nobody a conversation could be found for.</param>
/// <param name="Word">The status word as it stands.</param>
/// <param name="Seconds">How long it lasted, when it is over.</param>
/// <param name="BegunAt">UTC, to the second.</param>
/// <param name="EndedAt">UTC; null: it is not over.</param>
public sealed record ListedCall(
    string Sid, string? ParentSid, Direction Direction, string? From, string To, string Word, int? Seconds, DateTimeOffset BegunAt, DateTimeOffset? EndedAt);
