namespace OrleansSms.Grains.Lines;

/// <summary>Grain keys of lines. The prefix keeps them from being read as hexadecimal numbers by the storage provider.</summary>
internal static class LineKey
{
    private const string Prefix = "line/";

    public static string For(string line) => Prefix + line;

    public static string LineOf(string key) => key[Prefix.Length..];
}
