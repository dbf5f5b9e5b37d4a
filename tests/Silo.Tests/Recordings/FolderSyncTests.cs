using OrleansSms.Silo.Recordings;

namespace OrleansSms.Silo.Tests.Recordings;

public sealed class FolderSyncTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fólders");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_folder_is_forced_to_disk_and_left_closed()
    {
        FolderSync.Flush(_folder.FullName);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which files are open.");

        Assert.DoesNotContain(_folder.FullName, Directory.GetFiles("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_no_success() =>
        Assert.Throws<IOException>(() => FolderSync.Flush(Path.Combine(_folder.FullName, "missing")));
}
