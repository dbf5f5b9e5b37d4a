using System.Diagnostics;
using System.Globalization;

namespace OrleansSms.Bench.Stage;

/// <summary>
/// The driver on one half of the processors and what it measures on the other, while more is asked than can be done: asking would
/// take the processor from answering otherwise, and the figure would be the driver's. With one processor nothing is divided.
/// </summary>
internal sealed class Cores : IDisposable
{
    private static readonly int Half = Environment.ProcessorCount / 2;

    private readonly IReadOnlyList<int> _measured;

    private Cores(IReadOnlyList<int> measured) => _measured = measured;

    /// <param name="measured">Processes; those below them go with them.</param>
    public static Cores Divide(params IReadOnlyList<int> measured)
    {
        var cores = new Cores([.. measured.SelectMany(ProcessTree.Of)]);
        if (Half > 0)
        {
            Keep(cores._measured, $"0-{Environment.ProcessorCount - Half - 1}");
            Keep([Environment.ProcessId], $"{Environment.ProcessorCount - Half}-{Environment.ProcessorCount - 1}");
        }

        return cores;
    }

    public void Dispose() => Keep([.. _measured, Environment.ProcessId], $"0-{Environment.ProcessorCount - 1}");

    /// <summary>With all their threads. What ended meanwhile needs no processor.</summary>
    private static void Keep(IReadOnlyList<int> processes, string cores)
    {
        foreach (var pid in processes)
        {
            using var taskset = Process.Start(new ProcessStartInfo("taskset", ["-a", "-p", "-c", cores, pid.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            taskset.StandardOutput.ReadToEnd();
            taskset.WaitForExit();
        }
    }
}
