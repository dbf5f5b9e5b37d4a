using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace OrleansSms.Postgres.Schema;

/// <summary>The scripts of the <c>sql</c> folder, which travel inside this assembly.</summary>
public static partial class SqlScripts
{
    public static IReadOnlyList<SqlScript> Embedded { get; } = [.. Read(typeof(SqlScripts).Assembly).OrderBy(script => script.Number)];

    private static IEnumerable<SqlScript> Read(Assembly assembly)
    {
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("sql/", StringComparison.Ordinal)))
        {
            var parts = FileName().Match(resource);
            if (!parts.Success)
            {
                throw new SchemaException($"{resource} is not called like 001_name.sql");
            }

            using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return new(int.Parse(parts.Groups[1].ValueSpan, CultureInfo.InvariantCulture), parts.Groups[2].Value, text.ReadToEnd());
        }
    }

    [GeneratedRegex(@"^sql/(\d{3})_([a-z0-9_]+)\.sql$")]
    private static partial Regex FileName();
}
