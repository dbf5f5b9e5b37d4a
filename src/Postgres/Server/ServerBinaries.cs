using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansSms.Postgres.Server;

/// <summary>The folder with initdb, pg_ctl and postgres of one installed version.</summary>
internal sealed partial record ServerBinaries(string Folder, int MajorVersion)
{
    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    public string Initdb => Path.Combine(Folder, "initdb");

    public string Ctl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The version that made the data when there is data, else the newest.</summary>
    public static async Task<ServerBinaries> Find(IEnumerable<string> folders, int? dataVersion)
    {
        var found = new List<ServerBinaries>();
        foreach (var folder in folders.Distinct().Where(folder => Programs.All(program => File.Exists(Path.Combine(folder, program)))))
        {
            var said = await Command.Run(Path.Combine(folder, "postgres"), ["--version"]);
            if (Version().Match(said.Output) is { Success: true } match)
            {
                found.Add(new(folder, int.Parse(match.ValueSpan, CultureInfo.InvariantCulture)));
            }
        }

        if (found.Count == 0)
        {
            throw new PrivateServerException(
                "No Postgres server is installed: install one (Debian and Ubuntu: apt-get install postgresql), or set ConnectionStrings__Postgres to a database of yours.");
        }

        return found.Where(one => dataVersion is null || one.MajorVersion == dataVersion).MaxBy(one => one.MajorVersion)
            ?? throw new PrivateServerException(
                $"The data folder was made by Postgres {dataVersion}, but only {string.Join(", ", found.Select(one => one.MajorVersion))} is installed: install postgresql-{dataVersion}, or move the folder away.");
    }

    public static IEnumerable<string> UsualFolders() =>
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        .. Below("/usr/lib/postgresql", "*"),
        .. Below("/usr", "pgsql-*"),
        .. Below("/opt/homebrew/opt", "postgresql*"),
        .. Below("/usr/local/opt", "postgresql*"),
        .. Below("/Applications/Postgres.app/Contents/Versions", "*"),
        "/usr/libexec/postgresql", "/usr/lib64/pgsql/bin", "/usr/local/pgsql/bin", "/opt/homebrew/bin", "/usr/local/bin",
    ];

    private static IEnumerable<string> Below(string root, string pattern) =>
        Directory.Exists(root) ? Directory.EnumerateDirectories(root, pattern).Select(folder => Path.Combine(folder, "bin")) : [];

    [GeneratedRegex(@"(?<=\(PostgreSQL\) )\d+")]
    private static partial Regex Version();
}
