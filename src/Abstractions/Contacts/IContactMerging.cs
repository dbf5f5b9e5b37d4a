namespace OrleansSms.Contacts;

/// <summary>Makes two contacts one, and two again. For administrators and owners; anybody else gets a <see cref="RefusedException"/>.</summary>
public interface IContactMerging
{
    /// <summary>What the first would be; nothing changes.</summary>
    Task<Contact> Preview(Guid keep, Guid other, CancellationToken cancellation);

    /// <summary>Puts everything of the other into the first. Whoever looks for the other finds the first.</summary>
    Task<ContactMerge> Merge(Guid keep, Guid other, CancellationToken cancellation);

    /// <summary>Makes them two again, with what was changed since.</summary>
    /// <exception cref="RefusedException">One of them is gone, or was merged again since.</exception>
    Task Undo(Guid merge, CancellationToken cancellation);

    /// <summary>The last merge of a contact that can be undone; null: none.</summary>
    Task<ContactMerge?> Last(Guid contact, CancellationToken cancellation);
}

/// <summary>A merge that happened.</summary>
/// <param name="Kept">Which contact both are now.</param>
/// <param name="Merged">What the other was called.</param>
/// <param name="By">Who did it; null: nobody knows any more.</param>
public sealed record ContactMerge(Guid Id, Guid Kept, string Merged, string? By, DateTimeOffset At);
