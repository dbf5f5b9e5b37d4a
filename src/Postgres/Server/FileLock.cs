namespace OrleansSms.Postgres.Server;

/// <summary>A lock between processes: share modes are flock, so the system frees it however its holder ends.</summary>
internal static class FileLock
{
    // EWOULDBLOCK on Linux and on macOS: somebody else holds it. Any other failure is one.
    private const int LinuxBusy = 11;
    private const int MacBusy = 35;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public static IDisposable Shared(string path) =>
        new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);

    public static IDisposable? TryExclusive(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (busy.HResult is LinuxBusy or MacBusy)
        {
            return null;
        }
    }

    public static async Task<IDisposable> Exclusive(string path, CancellationToken cancellation)
    {
        while (true)
        {
            if (TryExclusive(path) is { } held)
            {
                return held;
            }

            await Task.Delay(Poll, TimeProvider.System, cancellation);
        }
    }
}
