using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OrleansSms.TestKit.Processes;

/// <summary>Ends one process of ours.</summary>
public static class Signals
{
    private const int Term = 15;
    private const int Quit = 3;

    /// <summary>Asks it, as a supervisor does.</summary>
    public static void Terminate(int pid) => Send(pid, Term);

    /// <summary>To a Postgres: all its processes end at once, as in a crash, and it recovers at its next start.</summary>
    public static void Crash(int pid) => Send(pid, Quit);

    private static void Send(int pid, int signal)
    {
        if (Kill(pid, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
