using System.Collections.Immutable;

namespace OrleansSms.Contacts;

/// <summary>Takes contacts out of the house. For administrators and owners; anybody else gets a <see cref="RefusedException"/>.</summary>
public interface IContactExport
{
    /// <summary>What a filter finds, or the ones that are named, as a stream. That they were taken out is on record before the first is read.</summary>
    /// <param name="only">Empty: everything that the filter finds.</param>
    Task<ContactExport> Export(string? search, string? tag, ImmutableArray<Guid> only, CancellationToken cancellation);
}

/// <param name="Fields">Names of the custom fields that the book knows.</param>
/// <param name="MostNumbers">How many numbers a contact has at most.</param>
public sealed record ContactExport(ImmutableArray<string> Fields, int MostNumbers, IAsyncEnumerable<Contact> Contacts);
