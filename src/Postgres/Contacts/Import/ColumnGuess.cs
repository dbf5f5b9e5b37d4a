using System.Collections.Frozen;
using System.Collections.Immutable;
using OrleansSms.Contacts;

namespace OrleansSms.Postgres.Contacts.Import;

/// <summary>What columns look like, by their heads and else by what is in them.</summary>
internal static class ColumnGuess
{
    private static readonly FrozenDictionary<string, ImportColumn> Heads = new (ImportColumn Is, string[] Called)[]
    {
        (new(ImportKind.Name), ["name", "full name", "contact", "contact name", "kontakt", "nom complet", "customer"]),
        (new(ImportKind.FirstName), ["first name", "given name", "firstname", "vorname", "prenom"]),
        (new(ImportKind.LastName), ["last name", "family name", "surname", "lastname", "nachname", "nom"]),
        (new(ImportKind.Number), ["number", "phone", "phone number", "telephone", "tel", "telefon", "telefonnummer", "rufnummer", "nummer", "numero", "sms"]),
        (new(ImportKind.Number, "Mobile"), ["mobile", "mobile number", "mobile phone", "cell", "cell phone", "handy", "handynummer", "mobil", "mobilnummer", "portable"]),
        (new(ImportKind.Number, "Work"), ["work", "work phone", "business phone", "office", "office phone", "geschaftlich", "buro"]),
        (new(ImportKind.Number, "Home"), ["home", "home phone", "privat"]),
        (new(ImportKind.Label), ["label"]),
        (new(ImportKind.Company), ["company", "organization", "organisation", "firma", "societe", "business"]),
        (new(ImportKind.Email), ["e-mail", "email", "mail", "e-mail address", "email address", "e-mail-adresse", "courriel"]),
        (new(ImportKind.Tags), ["tags", "tag", "labels", "groups", "group", "gruppe", "kategorie", "category"]),
        (new(ImportKind.Notes), ["notes", "note", "comment", "comments", "notizen", "bemerkung", "remarques"]),
    }.SelectMany(one => one.Called.Select(called => (called, one.Is))).ToFrozenDictionary(one => one.called, one => one.Is);

    public static ImportChoices Of(SheetRow first, IReadOnlyList<SheetRow> next, string? region)
    {
        // Who has a number in the first row has no heads.
        var hasHeads = !first.Cells.Any(cell => ContactRules.TryNumber(cell, region) is not null);
        var columns = Enumerable.Range(0, first.Cells.Length).Select(column => Column(column, Head(column), hasHeads ? next : [first, .. next], region)).ToList();
        // There is one name and one address; a further one is something else to know.
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind is ImportKind.Name or ImportKind.Email or ImportKind.Company && columns.FindIndex(one => one.Kind == columns[i].Kind) < i)
            {
                columns[i] = Head(i) is { Length: > 0 } head ? Field(head) : new(ImportKind.Nothing);
            }
        }

        return new([.. columns], hasHeads, region);

        string Head(int column) => hasHeads ? ContactText.Line(first.Cell(column)) : "";
    }

    private static ImportColumn Column(int column, string head, IReadOnlyList<SheetRow> rows, string? region)
    {
        if (Heads.TryGetValue(ContactText.Folded(head).TrimEnd("0123456789 ".ToCharArray()), out var known))
        {
            return known;
        }

        var cells = rows.Select(row => ContactText.Line(row.Cell(column))).Where(cell => cell.Length > 0).ToList();
        return cells.Count == 0 ? new(ImportKind.Nothing)
            : cells.TrueForAll(cell => ContactRules.TryNumber(cell, region) is { Length: > 8 }) ? new(ImportKind.Number)
            : cells.TrueForAll(IsAddress) ? new(ImportKind.Email)
            : head.Length > 0 ? Field(head)
            : column == 0 ? new(ImportKind.Name) : new(ImportKind.Nothing);
    }

    private static ImportColumn Field(string head) => new(ImportKind.Field, head[..Math.Min(head.Length, ContactRules.LongestFieldName)]);

    private static bool IsAddress(string cell) => cell.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && cell.IndexOf('.', at) > at + 1;
}
