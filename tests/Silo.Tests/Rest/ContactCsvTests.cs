using System.Text;
using OrleansSms.Contacts;
using OrleansSms.Silo.Rest;

namespace OrleansSms.Silo.Tests.Rest;

public sealed class ContactCsvTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1+1", "\"'+1+1\"")]
    [InlineData("-1+1", "\"'-1+1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("say \"hi\", then go", "\"say \"\"hi\"\", then go\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public async Task Nothing_that_a_contact_is_called_is_computed_or_breaks_the_file(string text, string cell)
    {
        var contact = new Contact(
            Guid.NewGuid(), text, text, "", text, [new("Order", text)], [text], [new("+447700900226", text, "")], 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

        var file = await Written(stream => ContactCsv.Write(new(["Order"], 2, Some(contact)), stream, Cancellation));

        Assert.Equal($"""
            "Name","Company","E-mail","Number","Label","Number 2","Label 2","Tags","Notes","Order"
            {cell},{cell},,"'+447700900226",{cell},,,{cell},{cell},{cell}

            """.ReplaceLineEndings("\r\n").Replace("two\r\nlines", "two\nlines", StringComparison.Ordinal), file);
    }

    [Fact]
    public async Task Rows_that_are_left_out_say_why_beside_what_was_in_them()
    {
        var sheet = new ImportSheet("people.csv", ["Name", "Number"], [], "UTF-8", 2, new([new(ImportKind.Name), new(ImportKind.Number)], true, null));

        var file = await Written(stream => ContactCsv.Write(sheet, Some(new ImportProblem(2, "There is no number in this row.", ["=evil", ""])), stream, Cancellation));

        Assert.Equal("\"Row\",\"Reason\",\"Name\",\"Number\"\r\n\"2\",\"There is no number in this row.\",\"'=evil\",\r\n", file);
    }

    private static async Task<string> Written(Func<Stream, Task> write)
    {
        using var stream = new MemoryStream();
        await write(stream);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), stream.ToArray()[..3]);
        return Encoding.UTF8.GetString(stream.ToArray()[3..]);
    }

    private static async IAsyncEnumerable<T> Some<T>(T one)
    {
        await Task.CompletedTask;
        yield return one;
    }
}
