using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OrleansSms.TestKit.Processes;

/// <summary>Asks one process to end, as a supervisor does.</summary>
internal static class Signals
{
    private const int Term = 15;

    public static void Terminate(int pid)
    {
        if (Kill(pid, Term) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
