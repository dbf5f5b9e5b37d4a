using System.Text;

namespace OrleansSms.Postgres.Contacts.Import;

/// <summary>Bytes of a file as text, whatever program wrote them.</summary>
/// <param name="Encoding">What they were read as, for a person.</param>
internal sealed record CsvText(string Text, string Encoding)
{
    private const int Windows = 1252;
    private const int Looked = 4096;

    public static CsvText Read(byte[] file) => file switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new(System.Text.Encoding.UTF8.GetString(file, 3, file.Length - 3), "UTF-8"),
        [0xFF, 0xFE, ..] => new(System.Text.Encoding.Unicode.GetString(file, 2, file.Length - 2), "UTF-16"),
        [0xFE, 0xFF, ..] => new(System.Text.Encoding.BigEndianUnicode.GetString(file, 2, file.Length - 2), "UTF-16"),
        // Letters of most languages have a zero in one half of each pair.
        _ when Zeros(file, 1) > Zeros(file, 0) * 4 && Zeros(file, 1) * 4 > Math.Min(file.Length, Looked) => new(System.Text.Encoding.Unicode.GetString(file), "UTF-16"),
        _ when Zeros(file, 0) > Zeros(file, 1) * 4 && Zeros(file, 0) * 4 > Math.Min(file.Length, Looked) => new(System.Text.Encoding.BigEndianUnicode.GetString(file), "UTF-16"),
        _ => Utf8(file) ?? new(CodePagesEncodingProvider.Instance.GetEncoding(Windows)!.GetString(file), "Windows-1252"),
    };

    private static CsvText? Utf8(byte[] file)
    {
        try
        {
            return new(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file), "UTF-8");
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static int Zeros(byte[] file, int half) => file.Take(Looked).Where((value, at) => value == 0 && at % 2 == half).Count();
}
