using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace OrleansSms.Postgres.Contacts.Import;

/// <summary>Rows and cells of a file, read as often as wanted and never held all at once.</summary>
internal sealed class CsvSheet
{
    private const int Looked = 50;
    private const int MostColumns = 100;
    private static readonly char[] Delimiters = [';', ',', '\t'];

    private readonly string _text;
    private readonly char _delimiter;

    private CsvSheet(CsvText text, char delimiter) => (_text, Encoding, _delimiter) = (text.Text, text.Encoding, delimiter);

    public string Encoding { get; }

    public static CsvSheet Open(byte[] file)
    {
        var text = CsvText.Read(file);
        // The one that cuts the most rows into the same number of cells; of equals the one that cuts more.
        var best = Delimiters.Select(delimiter => (Delimiter: delimiter, Usual: Usual(text.Text, delimiter))).Where(one => one.Usual.Cells > 1)
            .OrderByDescending(one => one.Usual.Rows).ThenByDescending(one => one.Usual.Cells).FirstOrDefault((Delimiter: ',', Usual: default));
        return new(text, best.Delimiter);
    }

    public IEnumerable<SheetRow> Rows() => Rows(_text, _delimiter);

    private static (int Rows, int Cells) Usual(string text, char delimiter) => Rows(text, delimiter).Take(Looked).GroupBy(row => row.Cells.Length)
        .Select(rows => (Rows: rows.Count(), Cells: rows.Key)).OrderByDescending(one => one.Rows).FirstOrDefault();

    private static IEnumerable<SheetRow> Rows(string text, char delimiter)
    {
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            HasHeaderRecord = false,
            IgnoreBlankLines = true,
            // A quotation mark in the wrong place is a sign like others.
            BadDataFound = null,
        });
        for (var number = 1; parser.Read(); number++)
        {
            yield return new(number, [.. (parser.Record ?? []).Take(MostColumns)]);
        }
    }
}

/// <param name="Number">Its place, from 1; empty lines do not count.</param>
internal sealed record SheetRow(int Number, ImmutableArray<string> Cells)
{
    public string Cell(int column) => column < Cells.Length ? Cells[column] : "";

    public bool IsEmpty => Cells.All(string.IsNullOrWhiteSpace);
}
