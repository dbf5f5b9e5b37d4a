using System.Xml.Linq;

namespace OrleansSms.Architecture.Tests;

/// <summary>The sources as they lie in the tree.</summary>
internal static class Tree
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules"));

    public static string[] Lines(string source) => File.ReadAllLines(Path.Combine(Root, source));

    /// <summary>Names of the projects that a project references; null: there is no such project.</summary>
    public static IReadOnlyList<string>? ReferencesOf(string project)
    {
        var file = Path.Combine(Root, project, Path.GetFileName(project) + ".csproj");
        return File.Exists(file)
            ? [.. XDocument.Load(file).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))]
            : null;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OrleansSms.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The solution is not above the tests.");
        }

        return folder;
    }
}
