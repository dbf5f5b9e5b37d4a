using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OrleansSms.Silo.Recordings;

/// <summary>Forces to disk which files a folder has: a file that is on disk without its name is lost all the same when the power goes.</summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    public static void Flush(string folder)
    {
        // Windows has no such call; its file system writes names down before a rename returns.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET opens no folders, but it forces to disk whatever handle it is given.
        using var handle = new SafeFileHandle(Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly), ownsHandle: true);
        if (handle.IsInvalid)
        {
            throw new IOException($"The folder {folder} cannot be opened to force it to disk.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }

        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
