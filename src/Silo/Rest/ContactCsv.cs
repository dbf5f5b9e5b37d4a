using System.Globalization;
using System.Text;
using OrleansSms.Contacts;

namespace OrleansSms.Silo.Rest;

/// <summary>Contacts as a file that spreadsheets open, that does nothing when they do, and that can be imported again.</summary>
internal static class ContactCsv
{
    public static async Task Write(ContactExport export, Stream stream, CancellationToken cancellation)
    {
        await using var file = Open(stream);
        var numbers = Enumerable.Range(1, export.MostNumbers).SelectMany(i => new[] { Numbered("Number", i), Numbered("Label", i) });
        await file.WriteLineAsync(Line(["Name", "Company", "E-mail", .. numbers, "Tags", "Notes", .. export.Fields]).AsMemory(), cancellation);
        await foreach (var contact in export.Contacts.WithCancellation(cancellation))
        {
            var (known, places) = (contact.Fields.ToLookup(field => field.Name, field => field.Value, StringComparer.OrdinalIgnoreCase), Enumerable.Range(0, export.MostNumbers));
            await file.WriteLineAsync(Line([
                contact.Name, contact.Company, contact.Email,
                .. places.SelectMany(place => place < contact.Numbers.Length ? new[] { contact.Numbers[place].Number, contact.Numbers[place].Label } : ["", ""]),
                string.Join("; ", contact.Tags), contact.Notes, .. export.Fields.Select(field => known[field].FirstOrDefault()),
            ]).AsMemory(), cancellation);
        }
    }

    public static async Task Write(ImportSheet sheet, IAsyncEnumerable<ImportProblem> problems, Stream stream, CancellationToken cancellation)
    {
        await using var file = Open(stream);
        await file.WriteLineAsync(Line(["Row", "Reason", .. sheet.Choices.HasHeads ? sheet.Heads : []]).AsMemory(), cancellation);
        await foreach (var problem in problems.WithCancellation(cancellation))
        {
            await file.WriteLineAsync(Line([problem.Row.ToString(CultureInfo.InvariantCulture), problem.Why, .. problem.Cells]).AsMemory(), cancellation);
        }
    }

    private static string Numbered(string name, int place) => place == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {place}");

    private static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(AuditCsv.Cell));

    // With its mark, or a spreadsheet takes it for something else than UTF-8.
    private static StreamWriter Open(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
}
