using OrleansSms.Grains.Ports;

namespace OrleansSms.Silo.Recordings;

/// <summary>Recordings as files of a folder that only our account reads.</summary>
internal sealed class FileRecordings(string folder, TimeProvider time) : IRecordingStore
{
    private const string Half = ".part";

    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private int _swept;

    public async Task<long> Save(RecordingKey key, Stream content, string contentType, CancellationToken cancellation)
    {
        var path = PathOf(key);
        // Each by itself: folders that are made on the way to another are open to everybody.
        if (!Directory.Exists(folder))
        {
            MakeFolder(folder);
            FolderSync.Flush(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))!);
        }

        var own = Path.GetDirectoryName(path)!;
        MakeFolder(own);
        SweepOnce();

        // Under its name a file is whole from the first moment on: it is written beside, forced to disk, and then renamed.
        var half = $"{path}.{Guid.NewGuid():N}{Half}";
        try
        {
            long size;
            await using (var file = new FileStream(half, NewFile()))
            {
                await content.CopyToAsync(file, cancellation);
                file.Flush(flushToDisk: true);
                size = file.Length;
            }

            File.Move(half, path, overwrite: true);
            // The carrier is told to delete its own as soon as this returns.
            FolderSync.Flush(own);
            FolderSync.Flush(folder);
            return size;
        }
        catch
        {
            File.Delete(half);
            throw;
        }
    }

    public Task<Stream?> Open(RecordingKey key, CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(key), new FileStreamOptions
            {
                // Deleting it does not have to wait for whoever listens.
                Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous,
            }));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task Delete(RecordingKey key, CancellationToken cancellation)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // Then the file is not there either.
        }

        return Task.CompletedTask;
    }

    private string PathOf(RecordingKey key) => Path.Combine(folder, key.ToString().Replace('/', Path.DirectorySeparatorChar));

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    /// <summary>Halves of those who died while they wrote; young ones may be somebody's who lives.</summary>
    private void SweepOnce()
    {
        if (Interlocked.Exchange(ref _swept, 1) == 1)
        {
            return;
        }

        foreach (var half in new DirectoryInfo(folder).EnumerateFiles("*" + Half, SearchOption.AllDirectories))
        {
            if (time.GetUtcNow() - half.LastWriteTimeUtc > Abandoned)
            {
                half.Delete();
            }
        }
    }
}
