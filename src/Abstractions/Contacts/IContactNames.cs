using System.Collections.Frozen;

namespace OrleansSms.Contacts;

/// <summary>What numbers are called, for every screen of this host: remembered until the database says that it changed.</summary>
public interface IContactNames
{
    /// <summary>Null: nobody in the book has this number.</summary>
    /// <param name="number">As conversations know it.</param>
    ValueTask<ContactName?> Of(string number, CancellationToken cancellation);

    /// <summary>Calls back, on any thread, after each change in the book, and when changes may have been missed. Dispose to unsubscribe.</summary>
    IDisposable Subscribe(Action<ContactsChanged> changed);
}

/// <summary>What a number is called.</summary>
/// <param name="Name">Null: in the book, and without a name.</param>
public sealed record ContactName(Guid ContactId, string? Name);

/// <summary>What changed in the book.</summary>
/// <param name="Contacts">Null: perhaps everything.</param>
/// <param name="Numbers">Numbers that may be called otherwise now.</param>
public sealed record ContactsChanged(FrozenSet<Guid>? Contacts, FrozenSet<string> Numbers)
{
    public static readonly ContactsChanged Everything = new(null, FrozenSet<string>.Empty);

    public bool Touches(Guid contact) => Contacts?.Contains(contact) != false;

    public bool Touches(string number) => Contacts is null || Numbers.Contains(number);
}
