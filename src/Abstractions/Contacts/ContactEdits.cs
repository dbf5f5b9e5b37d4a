using System.Collections.Immutable;

namespace OrleansSms.Contacts;

/// <summary>What an edit makes of a contact.</summary>
public static class ContactEdits
{
    /// <summary>The edit with its texts as they are kept.</summary>
    public static ContactEdit Clean(ContactEdit edit) => edit with
    {
        FieldName = edit.Part == ContactPart.Field ? ContactRules.FieldName(edit.FieldName) : null,
        Becomes = edit.Part switch
        {
            ContactPart.Name => ContactRules.Name(edit.Becomes),
            ContactPart.Company => ContactRules.Company(edit.Becomes),
            ContactPart.Email => ContactRules.Email(edit.Becomes),
            ContactPart.Notes => ContactRules.Notes(edit.Becomes),
            _ => ContactRules.FieldValue(edit.Becomes),
        },
    };

    /// <summary>What stands in a part; empty: nothing.</summary>
    public static string Value(Contact contact, ContactPart part, string? fieldName) => part switch
    {
        ContactPart.Name => contact.Name,
        ContactPart.Company => contact.Company,
        ContactPart.Email => contact.Email,
        ContactPart.Notes => contact.Notes,
        _ => contact.Fields.FirstOrDefault(field => Same(field.Name, fieldName))?.Value ?? "",
    };

    /// <summary>The contact with the edit in it; null: something else stands there than the edit was made on.</summary>
    public static Contact? Apply(Contact contact, ContactEdit edit)
    {
        var now = Value(contact, edit.Part, edit.FieldName);
        return now == edit.Becomes ? contact
            : now != edit.Was ? null
            : edit.Part switch
            {
                ContactPart.Name => contact with { Name = edit.Becomes },
                ContactPart.Company => contact with { Company = edit.Becomes },
                ContactPart.Email => contact with { Email = edit.Becomes },
                ContactPart.Notes => contact with { Notes = edit.Becomes },
                _ => contact with { Fields = Fields(contact.Fields, edit.FieldName!, edit.Becomes) },
            };
    }

    public static ImmutableArray<ContactField> Fields(ImmutableArray<ContactField> fields, string name, string value)
    {
        var index = Enumerable.Range(0, fields.Length).FirstOrDefault(i => Same(fields[i].Name, name), -1);
        if (value.Length == 0)
        {
            return index < 0 ? fields : fields.RemoveAt(index);
        }

        return index >= 0 ? fields.SetItem(index, fields[index] with { Value = value })
            : fields.Length < ContactRules.MostFields ? fields.Add(new(name, value))
            : throw ContactRules.Invalid($"A contact has at most {ContactRules.MostFields} fields of its own.");
    }

    public static ImmutableArray<string> Tagged(ImmutableArray<string> tags, string tag) =>
        tags.Contains(tag, StringComparer.OrdinalIgnoreCase) ? tags
        : tags.Length < ContactRules.MostTags ? tags.Add(tag)
        : throw ContactRules.Invalid($"A contact has at most {ContactRules.MostTags} tags.");

    public static ImmutableArray<string> Untagged(ImmutableArray<string> tags, string tag) => tags.RemoveAll(one => string.Equals(one, tag, StringComparison.OrdinalIgnoreCase));

    private static bool Same(string name, string? other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
