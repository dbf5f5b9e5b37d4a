namespace OrleansSms.Bench;

/// <summary>Texts that are built into this program.</summary>
internal static class Resource
{
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Resource).Assembly.GetManifestResourceStream(name)
            ?? throw new BenchException($"{name} is not built in."));
        return reader.ReadToEnd();
    }

    public static IEnumerable<string> Names(string prefix) => typeof(Resource).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
