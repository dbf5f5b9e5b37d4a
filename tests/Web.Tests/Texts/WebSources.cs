namespace OrleansSms.Web.Tests.Texts;

/// <summary>The sources of the pages, as they lie in the tree.</summary>
internal static class WebSources
{
    private static readonly string Root = Find();

    public static IEnumerable<string> All => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => (file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            && !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal));

    public static string Read(string source) => File.ReadAllText(Path.Combine(Root, source));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OrleansSms.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The solution is not above the tests.");
        }

        return Path.Combine(folder, "src", "Web");
    }
}
