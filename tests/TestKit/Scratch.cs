namespace OrleansSms.TestKit;

/// <summary>
/// Folders for what may be forgotten: in memory, where there is plenty. Each test has a database of a thousand files, and a disk's file
/// system looks longer and longer for a free place among those that were just deleted.
/// </summary>
internal static class Scratch
{
    private const string Memory = "/dev/shm";
    private const long Plenty = 8L << 30;
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Where folders of this kind may lie.</summary>
    public static IEnumerable<string> Roots => Directory.Exists(Memory) ? [Memory, Path.GetTempPath()] : [Path.GetTempPath()];

    /// <returns>Its path.</returns>
    public static string Create(string prefix) => OperatingSystem.IsLinux() && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > Plenty
        ? Directory.CreateDirectory(Path.Combine(Memory, prefix + Path.GetRandomFileName()), Ours).FullName
        : Directory.CreateTempSubdirectory(prefix).FullName;
}
