using System.Collections.Immutable;
using OrleansSms.Operations;
using OrleansSms.Tray;

namespace OrleansSms.Web.Components.Operations;

/// <summary>What the page shows, part by part: what cannot be read leaves the others as they are.</summary>
internal sealed record OperationsView(Part<SiloState> Silos, Part<LineOutbox> Outbox, Part<OpenDoubt> Doubts, Part<Trouble> Troubles, Part<TrayReason> Tray)
{
    public static OperationsView Unread { get; } = new(new(), new(), new(), new(), new());
}

/// <summary>One part of it.</summary>
/// <param name="Rows">Null: not read yet. Else as they were read last.</param>
/// <param name="Failure">In words, why they are not read again.</param>
public sealed record Part<T>(ImmutableArray<T>? Rows = null, string? Failure = null);
