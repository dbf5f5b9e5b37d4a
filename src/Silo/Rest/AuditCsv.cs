using System.Globalization;
using System.Text;
using OrleansSms.Audit;

namespace OrleansSms.Silo.Rest;

/// <summary>Rows of the audit log as a file that spreadsheets open, and that does nothing when they do.</summary>
internal static class AuditCsv
{
    private const string Heads = "number,at,action,who,subject,detail,address,token,hash";

    public static async Task Write(IAsyncEnumerable<SealedRecord> rows, Stream stream, CancellationToken cancellation)
    {
        // With its mark, or a spreadsheet takes it for something else than UTF-8.
        await using var file = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await file.WriteLineAsync(Heads.AsMemory(), cancellation);
        await foreach (var (record, seal) in rows.WithCancellation(cancellation))
        {
            string?[] cells =
            [
                record.Number.ToString(CultureInfo.InvariantCulture), record.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), record.Action,
                record.Who ?? record.UserId?.ToString(), record.Subject, record.Detail, record.Address, record.TokenName ?? record.TokenId?.ToString(), seal.Hash,
            ];
            await file.WriteLineAsync(string.Join(',', cells.Select(Cell)).AsMemory(), cancellation);
        }
    }

    /// <summary>A cell that begins like a formula gets an apostrophe: a spreadsheet shows it and does not compute it.</summary>
    internal static string Cell(string? text) => string.IsNullOrEmpty(text) ? ""
        : $"\"{(text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
