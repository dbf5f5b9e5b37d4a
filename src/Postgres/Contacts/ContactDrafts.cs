using System.Collections.Immutable;
using OrleansSms.Contacts;

namespace OrleansSms.Postgres.Contacts;

/// <summary>Contacts that are new in the book.</summary>
internal static class ContactDrafts
{
    public static Contact New(NewContact draft, Guid id, DateTimeOffset now)
    {
        var numbers = (draft.Numbers.IsDefault ? [] : draft.Numbers)
            .Select(one => new ContactNumber(ContactRules.Number(one.Number, draft.Region), ContactRules.Label(one.Label), ContactText.Line(one.Number)))
            .DistinctBy(one => one.Number).ToImmutableArray();
        return numbers.Length > ContactRules.MostNumbers
            ? throw ContactRules.Invalid($"A contact has at most {ContactRules.MostNumbers} numbers.")
            : new(id, ContactRules.Name(draft.Name), ContactRules.Company(draft.Company), ContactRules.Email(draft.Email), ContactRules.Notes(draft.Notes), [], [], numbers, 1, now, now);
    }

    /// <summary>Of whom only the number is known.</summary>
    public static Contact Of(string number, Guid id, DateTimeOffset now) => new(id, "", "", "", "", [], [], [new(number, "", number)], 1, now, now);

    public static StoredContact First(Contact contact, Guid by) => new(contact, new (string Part, string Value)[]
    {
        (nameof(ContactPart.Name), contact.Name), (nameof(ContactPart.Company), contact.Company), (nameof(ContactPart.Email), contact.Email), (nameof(ContactPart.Notes), contact.Notes),
    }.Where(part => part.Value.Length > 0).ToImmutableDictionary(part => part.Part, _ => new Touch(by, contact.CreatedAt)));
}
