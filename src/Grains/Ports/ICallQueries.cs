using System.Collections.Immutable;
using OrleansSms.Calls;

namespace OrleansSms.Grains.Ports;

/// <summary>Questions about calls, asked on behalf of a member and answered only from the member's lines; without members' phones.</summary>
public interface ICallQueries
{
    /// <returns>Null: no such call, or not on a line of the member.</returns>
    Task<Call?> Find(Guid userId, Guid callId, CancellationToken cancellation);

    /// <summary>The newest first.</summary>
    /// <exception cref="RefusedException">The cursor is not one that a page gave.</exception>
    Task<CallPage> Page(Guid userId, CallQuery query, CancellationToken cancellation);

    /// <summary>Calls of the member's own that are not over, the newest first.</summary>
    Task<ImmutableArray<Call>> Under(Guid userId, CancellationToken cancellation);
}
