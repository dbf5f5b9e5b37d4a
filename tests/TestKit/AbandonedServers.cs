using System.Diagnostics;
using OrleansSms.Postgres.Server;

namespace OrleansSms.TestKit;

/// <summary>Ends what a killed test run left behind: its server would run until the machine stops.</summary>
internal static class AbandonedServers
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    public static void End(string prefix)
    {
        var before = TimeProvider.System.GetUtcNow().UtcDateTime - Fresh;
        foreach (var home in Scratch.Roots.SelectMany(root => Directory.EnumerateDirectories(root, prefix + "*")).Where(home => Directory.GetCreationTimeUtc(home) < before))
        {
            try
            {
                End(new ServerFiles(Path.Combine(home, PostgresServer.Data)), home);
            }
            catch (Exception notOurs) when (notOurs is IOException or UnauthorizedAccessException)
            {
                // Of another user, or being removed by another test process just now.
            }
        }
    }

    private static void End(ServerFiles files, string home)
    {
        using var nobodyUsesIt = FileLock.TryExclusive(files.UsersLock);
        if (nobodyUsesIt is null)
        {
            return;
        }

        if (Postmaster.Find(files) is { } running)
        {
            using var process = Process.GetProcessById(running.Pid);
            process.Kill();
            process.WaitForExit();
        }

        Directory.Delete(home, recursive: true);
    }
}
