namespace OrleansSms.Postgres.Server;

/// <summary>A lock between processes: share modes are flock, so the system frees it however its holder ends.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public static IDisposable Shared(string path) =>
        new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);

    public static IDisposable? TryExclusive(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (busy is not (DirectoryNotFoundException or PathTooLongException))
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
