using System.Collections.Immutable;

namespace OrleansSms.Contacts;

/// <summary>Takes contacts out of the book. For administrators and owners; anybody else gets a <see cref="RefusedException"/>.</summary>
public interface IContactRemoval
{
    /// <summary>Their numbers are free at once; for a day they can be brought back, then nothing of them is left.</summary>
    /// <returns>How many there were.</returns>
    Task<int> Delete(ImmutableArray<Guid> ids, CancellationToken cancellation);

    /// <summary>Brings them back, without numbers that others have got meanwhile.</summary>
    /// <returns>How many there were.</returns>
    Task<int> Restore(ImmutableArray<Guid> ids, CancellationToken cancellation);
}
