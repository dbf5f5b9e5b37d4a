using System.Text;
using OrleansSms.Contacts;
using OrleansSms.Postgres.Contacts.Import;

namespace OrleansSms.Postgres.Tests.Contacts.Import;

public sealed class CsvSheetTests
{
    private const string Text = "Name;Firma\r\nGrete Müller;Straßenbau „Ost“\r\n";

    public static TheoryData<string, byte[], string> Files => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes(Text), "UTF-8" },
        { "utf-8 with its mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)], "UTF-8" },
        { "utf-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)], "UTF-16" },
        { "utf-16, the other way round", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)], "UTF-16" },
        { "utf-16 without its mark", Encoding.Unicode.GetBytes(Text), "UTF-16" },
        { "windows", CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Text), "Windows-1252" },
    };

    [Theory, MemberData(nameof(Files))]
    public void Umlauts_are_right_whatever_wrote_the_file(string written, byte[] file, string encoding)
    {
        var sheet = CsvSheet.Open(file);

        Assert.Equal((written, encoding), (written, sheet.Encoding));
        Assert.Equal(["Grete Müller", "Straßenbau „Ost“"], sheet.Rows().ElementAt(1).Cells);
    }

    [Theory]
    [InlineData("a;b;c\n1;2;3\n")]
    [InlineData("a,b,c\n1,2,3\n")]
    [InlineData("a\tb\tc\n1\t2\t3\n")]
    [InlineData("a;b;c\r\n1;2;3")]
    [InlineData("\n\na;b;c\n\n1;2;3\n\n")]
    [InlineData("\"a\";\"b\";\"c\"\n\"1\";\"2\";\"3\"\n")]
    public void What_stands_between_cells_is_found_out(string text) =>
        Assert.Equal(["a|b|c", "1|2|3"], Rows(text));

    [Fact]
    public void Commas_inside_of_cells_do_not_count() =>
        Assert.Equal(["Name|Notes", "Okafor, Maya|likes tea, and cake", "Müller, Grete|"], Rows("Name;Notes\nOkafor, Maya;likes tea, and cake\nMüller, Grete;\n"));

    [Fact]
    public void A_cell_may_hold_lines_and_quotation_marks() =>
        Assert.Equal(["Name|Notes", "Maya|one\ntwo \"three\""], Rows("Name,Notes\nMaya,\"one\ntwo \"\"three\"\"\"\n"));

    [Theory]
    [InlineData("a\"b,c\n1,2\n")]
    [InlineData("\"never ends,c\n1,2\n")]
    [InlineData(",,,\n")]
    [InlineData("\0\0\0")]
    public void A_broken_file_is_read_as_far_as_it_goes(string text) => Assert.NotEmpty(Rows(text));

    [Fact]
    public void Columns_are_guessed_from_their_heads()
    {
        var choices = Guess("Vorname;Nachname;Handy;Phone 2;Label 2;E-Mail;Firma;Tags;Notizen;Geburtstag\nGrete;Müller;0171 1234567;;;;;;;1. Mai\n", "DE");

        Assert.True(choices.HasHeads);
        Assert.Equal(
            [
                new(ImportKind.FirstName), new(ImportKind.LastName), new(ImportKind.Number, "Mobile"), new(ImportKind.Number), new(ImportKind.Label), new(ImportKind.Email), new(ImportKind.Company),
                new(ImportKind.Tags), new(ImportKind.Notes), new ImportColumn(ImportKind.Field, "Geburtstag"),
            ], choices.Columns);
    }

    [Theory]
    [InlineData("Nummer", "")]
    [InlineData("Telefonnummer", "")]
    [InlineData("Mobilnummer", "Mobile")]
    [InlineData("Handynummer", "Mobile")]
    public void A_head_says_that_there_are_numbers_also_where_some_are_none(string head, string label) =>
        Assert.Equal([new(ImportKind.Name), new ImportColumn(ImportKind.Number, label)], Guess($"Name;{head}\nGrete;0171 1234567\nJupp;was?\n", "DE").Columns);

    [Fact]
    public void And_from_what_is_in_them_where_there_are_none()
    {
        var choices = Guess("Maya Okafor,+44 7700 900226,maya@example.com\nGrete Müller,+49 30 1234567,grete@example.com\n", null);

        Assert.False(choices.HasHeads);
        Assert.Equal([new(ImportKind.Name), new(ImportKind.Number), new ImportColumn(ImportKind.Email)], choices.Columns);
    }

    private static ImportChoices Guess(string text, string? region)
    {
        var rows = CsvSheet.Open(Encoding.UTF8.GetBytes(text)).Rows().ToList();
        return ColumnGuess.Of(rows[0], rows[1..], region);
    }

    private static IEnumerable<string> Rows(string text) => CsvSheet.Open(Encoding.UTF8.GetBytes(text)).Rows().Select(row => string.Join('|', row.Cells));
}
