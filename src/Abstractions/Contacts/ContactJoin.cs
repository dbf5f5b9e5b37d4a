using System.Collections.Immutable;

namespace OrleansSms.Contacts;

/// <summary>Two contacts who are one person, and the way back. Nothing that either had is lost.</summary>
public static class ContactJoin
{
    /// <summary>The first with everything of the other that it has not.</summary>
    /// <exception cref="RefusedException">Together they are more than one contact holds.</exception>
    public static Contact Join(Contact keep, Contact other)
    {
        var fields = keep.Fields;
        foreach (var field in other.Fields)
        {
            fields = Added(fields, field.Name, field.Value);
        }

        fields = Beside(fields, "Other name", keep.Name, other.Name);
        fields = Beside(fields, "Other company", keep.Company, other.Company);
        fields = Beside(fields, "Other e-mail", keep.Email, other.Email);
        var notes = keep.Notes == other.Notes ? keep.Notes : string.Join("\n\n", new[] { keep.Notes, other.Notes }.Where(text => text.Length > 0));
        return Within(keep with
        {
            Name = Or(keep.Name, other.Name),
            Company = Or(keep.Company, other.Company),
            Email = Or(keep.Email, other.Email),
            Notes = notes,
            Fields = fields,
            Tags = [.. keep.Tags, .. other.Tags.Where(tag => !keep.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))],
            Numbers = [.. keep.Numbers, .. other.Numbers.Where(number => keep.Numbers.All(mine => mine.Number != number.Number))],
        });
    }

    /// <summary>Both as they were, except for what somebody changed since.</summary>
    /// <param name="now">The one they are, as it is now.</param>
    /// <param name="joined">As <see cref="Join"/> made it.</param>
    public static (Contact Keep, Contact Other) Split(Contact now, Contact keep, Contact other, Contact joined)
    {
        var added = joined.Fields.Where(field => !keep.Fields.Contains(field)).ToHashSet();
        var tags = joined.Tags.Except(keep.Tags).ToHashSet();
        var theirs = other.Numbers.Where(number => now.Numbers.Any(mine => mine.Number == number.Number)).ToImmutableArray();
        return (now with
        {
            Name = Back(now.Name, keep.Name, joined.Name),
            Company = Back(now.Company, keep.Company, joined.Company),
            Email = Back(now.Email, keep.Email, joined.Email),
            Notes = Back(now.Notes, keep.Notes, joined.Notes),
            Fields = now.Fields.RemoveAll(added.Contains),
            Tags = now.Tags.RemoveAll(tags.Contains),
            Numbers = now.Numbers.RemoveAll(mine => theirs.Any(number => number.Number == mine.Number)),
        }, other with { Numbers = theirs });
    }

    private static string Or(string mine, string other) => mine.Length > 0 ? mine : other;

    private static string Back(string now, string before, string joined) => now == joined ? before : now;

    private static ImmutableArray<ContactField> Beside(ImmutableArray<ContactField> fields, string name, string mine, string other) =>
        mine.Length == 0 || other.Length == 0 || mine == other ? fields : Added(fields, name, other);

    /// <summary>Under a name of its own where there is another value under this one.</summary>
    private static ImmutableArray<ContactField> Added(ImmutableArray<ContactField> fields, string name, string value)
    {
        for (var (free, count) = (name, 2); ; free = $"{name[..Math.Min(name.Length, ContactRules.LongestFieldName - 4)]} {count++}")
        {
            var there = fields.FirstOrDefault(field => string.Equals(field.Name, free, StringComparison.OrdinalIgnoreCase));
            if (there is null)
            {
                return fields.Add(new(free, value));
            }

            if (there.Value == value)
            {
                return fields;
            }
        }
    }

    private static Contact Within(Contact joined) =>
        joined.Fields.Length > ContactRules.MostFields ? throw Much(ContactRules.MostFields, "fields")
        : joined.Tags.Length > ContactRules.MostTags ? throw Much(ContactRules.MostTags, "tags")
        : joined.Numbers.Length > ContactRules.MostNumbers ? throw Much(ContactRules.MostNumbers, "numbers")
        : joined.Notes.Length > ContactRules.LongestNotes ? throw Much(ContactRules.LongestNotes, "letters of notes")
        : joined;

    private static RefusedException Much(int most, string what) => ContactRules.Invalid($"Together they have more than the {most} {what} that a contact may have.");
}
