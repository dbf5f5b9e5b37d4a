using System.Buffers.Text;
using System.Text;

namespace OrleansSms.Grains.Lines;

/// <summary>Grain keys of lines. The prefix keeps them from being read as hexadecimal numbers by the storage provider.</summary>
internal static class LineKey
{
    private const string Prefix = "line/";

    public static string For(string line) => Prefix + Written(line);

    public static string LineOf(string key) => Read(key.AsSpan(Prefix.Length));

    /// <summary>A number as a key has it. Orleans writes keys into its own warnings, and no log names a phone number.</summary>
    public static string Written(string number) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(number));

    public static string Read(ReadOnlySpan<char> written) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(written));
}
