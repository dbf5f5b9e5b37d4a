using System.Collections.Immutable;
using OrleansSms.Lines;

namespace OrleansSms.Members;

/// <summary>Who works here, as far as every member may know: names are shared, e-mail addresses and roles are not.</summary>
public interface IColleagues
{
    /// <summary>Everybody who ever worked here and was not erased, by name: what they did keeps its author.</summary>
    ValueTask<ImmutableArray<Colleague>> All(CancellationToken cancellation);

    /// <summary>Who may be given a conversation of a line, or be called to one, by name. Empty when the line is not the caller's.</summary>
    ValueTask<ImmutableArray<Colleague>> On(string line, CancellationToken cancellation);
}

/// <summary>A member as colleagues know them.</summary>
/// <param name="Active">May still sign in.</param>
/// <param name="Access">On the line that was asked about; of <see cref="IColleagues.All"/> always read.</param>
public sealed record Colleague(Guid Id, string Name, bool Active, LineAccess Access = LineAccess.Read);
