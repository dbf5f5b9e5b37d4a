using System.Collections.Immutable;

namespace OrleansSms.Templates;

/// <summary>
/// Texts that are written often: a member's own, which nobody else sees, and those of the whole team, which everybody uses
/// and administrators change. Whose they are follows from who asks.
/// </summary>
/// <remarks>A rule that says no throws <see cref="RefusedException"/>.</remarks>
public interface ITemplates
{
    /// <summary>The caller's own and the team's, by name.</summary>
    Task<ImmutableArray<Template>> All(CancellationToken cancellation);

    /// <summary>Makes one or changes the one with that id. Who owns it stays as it was made.</summary>
    Task Save(TemplateDraft draft, CancellationToken cancellation);

    Task Delete(Guid id, CancellationToken cancellation);

    /// <summary>Brings back what was deleted within the last day.</summary>
    Task Restore(Guid id, CancellationToken cancellation);

    /// <summary>It was put into a text.</summary>
    Task Used(Guid id, CancellationToken cancellation);
}

/// <summary>A text that is written often.</summary>
/// <param name="IsShared">The team's; else the caller's own.</param>
/// <param name="Uses">How often it was put into a text.</param>
public sealed record Template(Guid Id, string Name, string Body, bool IsShared, int Uses, DateTimeOffset? LastUsedAt, DateTimeOffset UpdatedAt);

/// <summary>A template as somebody typed it.</summary>
/// <param name="Id">Made once where it was typed: saving twice makes one.</param>
public sealed record TemplateDraft(Guid Id, string Name, string Body, bool IsShared);
