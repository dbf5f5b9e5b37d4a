#if FAULT_POINTS
using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace OrleansSms;

/// <summary>The place where this process is to die: <c>FaultPoints__Kill=name[:nth]</c>, the first arrival unless told otherwise.</summary>
internal static class ArmedPoint
{
    private const int SigKill = 9;

    private static readonly string[] Order = (Environment.GetEnvironmentVariable("FaultPoints__Kill") ?? "").Split(':');
    private static readonly int Nth = Order is [_, var nth] ? int.Parse(nth, CultureInfo.InvariantCulture) : 1;
    private static int _arrivals;

    public static void Arrive(string name)
    {
        if (name == Order[0] && Interlocked.Increment(ref _arrivals) == Nth)
        {
            Console.Error.WriteLine($"Killed at {name}");
            // Nothing of ours runs after this: no handler, no finalizer, no flush.
            if (Kill(Environment.ProcessId, SigKill) != 0)
            {
                throw new Win32Exception(Marshal.GetLastPInvokeError());
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
#endif
