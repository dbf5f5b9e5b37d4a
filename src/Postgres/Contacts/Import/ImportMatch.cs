using System.Collections.Immutable;
using OrleansSms.Contacts;

namespace OrleansSms.Postgres.Contacts.Import;

/// <summary>A draft as a contact, or onto one that is there.</summary>
internal static class ImportMatch
{
    public static StoredContact New(ImportDraft draft, Guid by, DateTimeOffset now)
    {
        var tags = draft.Tags.Aggregate(ImmutableArray<string>.Empty, ContactEdits.Tagged);
        var fields = draft.Fields.Aggregate(ImmutableArray<ContactField>.Empty, (all, field) => ContactEdits.Fields(all, field.Name, field.Value));
        return ContactDrafts.First(
            new(Guid.CreateVersion7(now), draft.Name, draft.Company, draft.Email, draft.Notes, fields, tags, Within(draft.Numbers), 1, now, now), by);
    }

    /// <summary>What the file says replaces what stands there; what it does not say stays. Notes and tags are added to.</summary>
    /// <returns>Null: all of it is there already.</returns>
    public static StoredContact? Onto(StoredContact known, ImportDraft draft, Guid by, DateTimeOffset now)
    {
        var was = known.Contact;
        var becomes = was with
        {
            Name = Or(draft.Name, was.Name),
            Company = Or(draft.Company, was.Company),
            Email = Or(draft.Email, was.Email),
            Notes = was.Notes.Contains(draft.Notes, StringComparison.Ordinal) ? was.Notes : ContactRules.Notes($"{was.Notes}\n\n{draft.Notes}"),
            Tags = draft.Tags.Aggregate(was.Tags, ContactEdits.Tagged),
            Fields = draft.Fields.Aggregate(was.Fields, (all, field) => all.Contains(field) ? all : ContactEdits.Fields(all, field.Name, field.Value)),
            Numbers = Within([.. was.Numbers.Select(number => Labelled(number, draft)), .. draft.Numbers.Where(number => was.Numbers.All(mine => mine.Number != number.Number))]),
        };
        string[] parts =
        [
            .. Part(ContactPart.Name, was.Name, becomes.Name), .. Part(ContactPart.Company, was.Company, becomes.Company), .. Part(ContactPart.Email, was.Email, becomes.Email),
            .. Part(ContactPart.Notes, was.Notes, becomes.Notes), .. draft.Fields.Where(field => !was.Fields.Contains(field)).Select(field => $"field:{field.Name}"),
        ];
        return parts.Length == 0 && becomes.Tags.SequenceEqual(was.Tags) && becomes.Numbers.SequenceEqual(was.Numbers) ? null : known.With(becomes, by, now, parts);
    }

    private static ContactNumber Labelled(ContactNumber number, ImportDraft draft) =>
        number.Label.Length == 0 && draft.Numbers.FirstOrDefault(one => one.Number == number.Number) is { Label.Length: > 0 } told ? number with { Label = told.Label } : number;

    private static string Or(string told, string was) => told.Length > 0 ? told : was;

    private static IEnumerable<string> Part(ContactPart part, string was, string becomes) => was == becomes ? [] : [part.ToString()];

    private static ImmutableArray<ContactNumber> Within(ImmutableArray<ContactNumber> numbers) => numbers.Length <= ContactRules.MostNumbers
        ? numbers : throw ContactRules.Invalid($"A contact has at most {ContactRules.MostNumbers} numbers.");
}
