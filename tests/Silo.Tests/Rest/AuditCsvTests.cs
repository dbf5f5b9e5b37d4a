using System.Text;
using OrleansSms.Audit;
using OrleansSms.Silo.Rest;

namespace OrleansSms.Silo.Tests.Rest;

public sealed class AuditCsvTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("plain", "\"plain\"")]
    [InlineData("say \"hi\", then\ngo", "\"say \"\"hi\"\", then\ngo\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+44 20", "\"'+44 20\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a=1", "\"a=1\"")]
    public void No_cell_computes_anything_and_none_breaks_the_row(string? text, string cell) => Assert.Equal(cell, AuditCsv.Cell(text));

    [Fact]
    public async Task A_row_is_a_line_with_its_hash_at_the_end()
    {
        var record = new AuditRecord(7, new(2031, 5, 17, 12, 0, 0, TimeSpan.Zero), AuditActions.TokenUsed, Guid.Empty, "olga@example.com", null, "=HYPERLINK(\"x\")", "192.0.2.1", Guid.Empty) { TokenName = "Deploy" };
        using var stream = new MemoryStream();

        await AuditCsv.Write(new[] { new SealedRecord(record, new(7, "abc")) }.ToAsyncEnumerable(), stream, TestContext.Current.CancellationToken);

        Assert.Equal(
            "\uFEFFnumber,at,action,who,subject,detail,address,token,hash\r\n"
            + "\"7\",\"2031-05-17T12:00:00.0000000Z\",\"token-used\",\"olga@example.com\",,\"'=HYPERLINK(\"\"x\"\")\",\"192.0.2.1\",\"Deploy\",\"abc\"\r\n",
            Encoding.UTF8.GetString(stream.ToArray()));
    }
}
