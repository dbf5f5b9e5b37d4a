using OrleansSms.Grains.Ports;
using OrleansSms.Silo.Recordings;
using OrleansSms.TestKit.Calls;

namespace OrleansSms.Silo.Tests.Recordings;

public sealed class FileRecordingsTests : RecordingStoreContract, IDisposable
{
    private readonly DirectoryInfo _above = Directory.CreateTempSubdirectory("recordings");

    protected override IRecordingStore Store => new FileRecordings(Folder, TimeProvider.System);

    private string Folder => Path.Combine(_above.FullName, "kept");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _above.Delete(recursive: true);

    [Fact]
    public async Task Nothing_is_written_outside_the_folder_and_nobody_else_reads_what_is_in_it()
    {
        foreach (var sid in (string[])["RE1", "../../outside", "/etc/outside", "a/b"])
        {
            await Store.Save(new(Guid.NewGuid(), sid), new MemoryStream([1]), "audio/mpeg", Cancellation);
        }

        Assert.Equal([Folder], Directory.EnumerateFileSystemEntries(_above.FullName));
        var files = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);
        Assert.Equal(4, files.Length);
        foreach (var file in files)
        {
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
            }
        }
    }

    [Fact]
    public async Task Content_that_breaks_off_leaves_no_half_file()
    {
        await Assert.ThrowsAsync<IOException>(() => Store.Save(new(Guid.NewGuid(), "RE1"), new BrokenStream(), "audio/mpeg", Cancellation));

        Assert.Empty(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Halves_of_those_who_died_are_swept_after_a_day()
    {
        Directory.CreateDirectory(Folder);
        var half = Path.Combine(Folder, "RE1.abc.part");
        await File.WriteAllTextAsync(half, "half", Cancellation);
        var key = new RecordingKey(Guid.NewGuid(), "RE2");

        await new FileRecordings(Folder, new Ahead(TimeSpan.FromHours(23))).Save(key, new MemoryStream([1]), "audio/mpeg", Cancellation);
        Assert.True(File.Exists(half));

        await new FileRecordings(Folder, new Ahead(TimeSpan.FromHours(25))).Save(key, new MemoryStream([1]), "audio/mpeg", Cancellation);
        Assert.False(File.Exists(half));
        Assert.NotNull(await Store.Open(key, Cancellation));
    }

    [Fact]
    public async Task What_somebody_listens_to_can_be_deleted()
    {
        var key = new RecordingKey(Guid.NewGuid(), "RE1");
        await Store.Save(key, new MemoryStream([1, 2, 3]), "audio/mpeg", Cancellation);

        await using var listening = (await Store.Open(key, Cancellation))!;
        await Store.Delete(key, Cancellation);

        Assert.Equal(3, listening.Length);
        Assert.Null(await Store.Open(key, Cancellation));
    }

    private sealed class Ahead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
