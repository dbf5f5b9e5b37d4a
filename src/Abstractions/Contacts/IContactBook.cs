using System.Collections.Immutable;

namespace OrleansSms.Contacts;

/// <summary>
/// The book of contacts. Every member reads it and writes in it; what was said to whom is not in it. Whose question it is follows
/// from where it is asked (<see cref="Members.ICallers"/>); a rule that says no throws <see cref="RefusedException"/>.
/// </summary>
public interface IContactBook
{
    Task<ContactPage> Page(ContactQuery query, CancellationToken cancellation);

    /// <summary>A contact; of one that was merged, the one it is part of now. Null: there is none.</summary>
    Task<Contact?> Find(Guid id, CancellationToken cancellation);

    /// <summary>Whose number this is; null: nobody's.</summary>
    /// <param name="number">As conversations know it.</param>
    Task<Contact?> OfNumber(string number, CancellationToken cancellation);

    /// <summary>Tags in use, the most used first; at most 100.</summary>
    Task<ImmutableArray<string>> Tags(CancellationToken cancellation);

    Task<Contact> Create(NewContact contact, CancellationToken cancellation);

    /// <summary>Whoever has the number, or a new contact with nothing but it. Asked twice at once, it is one contact.</summary>
    /// <param name="number">As conversations know it.</param>
    Task<Contact> Keep(string number, CancellationToken cancellation);

    /// <summary>Saves one part, unless somebody changed it meanwhile: then it is told who and to what.</summary>
    Task<ContactSaved> Save(Guid id, ContactEdit edit, CancellationToken cancellation);

    /// <param name="number">As typed.</param>
    Task<Contact> AddNumber(Guid id, string number, string label, string? region, CancellationToken cancellation);

    Task<Contact> LabelNumber(Guid id, string number, string label, CancellationToken cancellation);

    Task<Contact> RemoveNumber(Guid id, string number, CancellationToken cancellation);

    /// <summary>Puts a tag on contacts, or takes it off.</summary>
    /// <returns>How many are other than before.</returns>
    Task<int> Tag(ImmutableArray<Guid> ids, string tag, bool on, CancellationToken cancellation);
}

/// <summary>What is known of somebody who is not in the book yet; all as typed.</summary>
/// <param name="Numbers">Number and label.</param>
/// <param name="Region">ISO country that national numbers are read in.</param>
public sealed record NewContact(
    string Name, string Company = "", string Email = "", string Notes = "", ImmutableArray<(string Number, string Label)> Numbers = default, string? Region = null);
