using System.Diagnostics;
using System.Globalization;

namespace OrleansSms.Postgres.Server;

/// <summary>The running server of a data folder, found through the pid file it keeps there.</summary>
internal sealed record Postmaster(int Pid, int Port)
{
    private const int PidLine = 0;
    private const int PortLine = 3;

    /// <summary>Null when nothing runs, also when a killed server left its file and its pid belongs to somebody else by now.</summary>
    public static Postmaster? Find(ServerFiles files)
    {
        if (Lines(files.PidFile) is not { Length: > PortLine } lines ||
            !int.TryParse(lines[PidLine], CultureInfo.InvariantCulture, out var pid) ||
            !int.TryParse(lines[PortLine], CultureInfo.InvariantCulture, out var port))
        {
            return null;
        }

        return Serves(pid, lines[PidLine]) ? new(pid, port) : null;
    }

    private static bool Serves(int pid, string pidLine)
    {
        if (!Directory.Exists("/proc/self"))
        {
            return Process.GetProcesses().Any(process => process.Id == pid && process.ProcessName.StartsWith("postgres", StringComparison.Ordinal));
        }

        // The command line is readable for everybody, unlike the process's folder. The folder it names may be written
        // differently (a link), so what counts is that its pid file names this very process.
        var arguments = Text($"/proc/{pid}/cmdline")?.Split('\0') ?? [];
        return Path.GetFileName(arguments[..Math.Min(1, arguments.Length)].FirstOrDefault()) is "postgres" or "postmaster" &&
            Array.IndexOf(arguments, "-D") is >= 0 and var option && option + 1 < arguments.Length &&
            Lines(Path.Combine(arguments[option + 1], "postmaster.pid")) is [var first, ..] && first == pidLine;
    }

    private static string[]? Lines(string path) => Text(path)?.Split('\n');

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException)
        {
            // A process that ends while its command line is read.
            return null;
        }
    }
}
