using System.Collections.Immutable;
using OrleansSms.Contacts;

namespace OrleansSms.Postgres.Contacts.Import;

/// <summary>A file that was uploaded, as it lies in its row.</summary>
/// <param name="Content">Null: it was gone through.</param>
/// <param name="Choices">Null: nothing was chosen yet.</param>
internal sealed record ImportFile(Guid Id, Guid UserId, string FileName, byte[]? Content, ImportChoices? Choices, string State, int Total, int Done, ImportCounts Counts)
{
    /// <summary>How many rows are one step: few enough that others of the book get their turn in between.</summary>
    public const int Step = 500;

    public const string Columns = "id, user_id, file_name, content, columns, state, total, done, counts";

    public static ImportFile Read(Npgsql.NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3),
        row.IsDBNull(4) ? null : ContactRows.Of<ImportChoices>(row.GetString(4)), row.GetString(5), row.GetInt32(6), row.GetInt32(7),
        row.IsDBNull(8) ? new() : ContactRows.Of<ImportCounts>(row.GetString(8)));

    /// <summary>The rows with people in them.</summary>
    public static IEnumerable<SheetRow> People(CsvSheet sheet, ImportChoices choices) => sheet.Rows().Skip(choices.HasHeads ? 1 : 0).Where(row => !row.IsEmpty);

    public static List<string> Numbers(IEnumerable<(SheetRow Row, ImportDraft Draft)> drafts) =>
        [.. drafts.SelectMany(one => one.Draft.Numbers).Select(number => number.Number).Distinct(StringComparer.Ordinal)];
}
