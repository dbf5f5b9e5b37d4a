using System.Collections.Immutable;
using OrleansSms.Contacts;

namespace OrleansSms.Postgres.Contacts.Import;

/// <summary>What a row says of somebody.</summary>
internal sealed record ImportDraft(
    string Name, string Company, string Email, string Notes, ImmutableArray<string> Tags, ImmutableArray<ContactField> Fields, ImmutableArray<ContactNumber> Numbers)
{
    // What people write where there is nothing.
    private static readonly string[] Nothing = ["", "-", "–", "n/a", "none", "null"];

    /// <exception cref="RefusedException">Something of it cannot be kept; the message says what.</exception>
    public static ImportDraft Of(SheetRow row, ImportChoices choices)
    {
        string All(ImportKind kind, string between) => string.Join(between, Cells(row, choices, kind).Select(cell => cell.Text).Where(text => text.Length > 0));
        var name = All(ImportKind.Name, " ") is { Length: > 0 } whole ? whole : $"{All(ImportKind.FirstName, " ")} {All(ImportKind.LastName, " ")}";
        var draft = new ImportDraft(
            ContactRules.Name(name), ContactRules.Company(All(ImportKind.Company, ", ")), Address(All(ImportKind.Email, " ")),
            ContactRules.Notes(string.Join('\n', choices.Columns.Index().Where(one => one.Item.Kind == ImportKind.Notes).Select(one => row.Cell(one.Index)))),
            [.. All(ImportKind.Tags, ",").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ContactRules.Tag).Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. Cells(row, choices, ImportKind.Field).Where(cell => cell.Text.Length > 0).Select(cell => new ContactField(ContactRules.FieldName(cell.Name), ContactRules.FieldValue(cell.Text)))
                .DistinctBy(field => field.Name, StringComparer.OrdinalIgnoreCase)],
            [.. NumbersOf(row, choices).DistinctBy(number => number.Number)]);
        return draft.Numbers.IsEmpty ? throw ContactRules.Invalid("There is no number in this row.") : draft;
    }

    private static IEnumerable<ContactNumber> NumbersOf(SheetRow row, ImportChoices choices)
    {
        foreach (var (column, (_, label)) in choices.Columns.Index().Where(one => one.Item.Kind == ImportKind.Number))
        {
            var typed = Text(row, column);
            if (typed.Length == 0)
            {
                continue;
            }

            var number = ContactRules.TryNumber(typed, choices.Region) ?? throw new RefusedException(Refusals.InvalidNumber, $"“{typed}” is not a phone number that we can read.");
            var own = column + 1 < choices.Columns.Length && choices.Columns[column + 1].Kind == ImportKind.Label ? Text(row, column + 1) : "";
            yield return new(number, ContactRules.Label(own.Length > 0 ? own : label), typed.TrimStart('\''));
        }
    }

    private static IEnumerable<(string Name, string Text)> Cells(SheetRow row, ImportChoices choices, ImportKind kind) =>
        choices.Columns.Index().Where(one => one.Item.Kind == kind).Select(one => (one.Item.Name, Text(row, one.Index)));

    private static string Text(SheetRow row, int column) =>
        ContactText.Line(row.Cell(column)) is var text && Nothing.Contains(text, StringComparer.OrdinalIgnoreCase) ? "" : Unguarded(text);

    /// <summary>Without the sign that keeps a spreadsheet from computing what our own files say.</summary>
    private static string Unguarded(string text) => text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;

    private static string Address(string text)
    {
        try
        {
            return ContactRules.Email(text);
        }
        catch (RefusedException)
        {
            throw ContactRules.Invalid($"“{text}” is not an e-mail address.");
        }
    }
}
