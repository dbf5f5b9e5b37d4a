using System.Collections.Immutable;

namespace OrleansSms.Lines;

/// <summary>Which lines there are and which a member may see and use.</summary>
public interface ILineDirectory
{
    /// <summary>The lines of a member, the oldest first: one that appeared because somebody texted it is nobody's first choice.</summary>
    Task<ImmutableArray<Line>> LinesOf(Guid userId, CancellationToken cancellation);

    /// <summary>Null: the line is not shared with the member, or there is no such line.</summary>
    Task<LineAccess?> AccessTo(string line, Guid userId, CancellationToken cancellation);

    /// <summary>Makes sure that a number which somebody texted is a line: an unknown one becomes a line of the owners.</summary>
    /// <param name="accountSid">Through which account a new line sends; null: the one of the configuration.</param>
    Task Know(string line, string? accountSid, CancellationToken cancellation);
}
