using System.Globalization;

namespace OrleansSms.Bench.Stage;

/// <summary>Processor time of a process and all below it, from /proc.</summary>
internal static class ProcessTree
{
    // Fields of /proc/PID/stat, counted from the one after the name.
    private const int Parent = 1;
    private const int FirstTime = 11; // utime, stime, and the same of children that ended and were waited for
    private const int Times = 4;
    private const double TicksPerSecond = 100; // what Linux shows on every architecture

    public static TimeSpan CpuOf(int pid)
    {
        var stats = All(pid);
        return TimeSpan.FromSeconds(stats.Sum(stat => stat[2]) / TicksPerSecond);
    }

    public static IReadOnlyList<int> Of(int pid) => [.. All(pid).Select(stat => (int)stat[0])];

    public static int ParentOf(int pid) => Stat(pid) is { } stat ? (int)stat[1] : throw new BenchException($"Process {pid} is gone.");

    /// <summary>The process and all below it.</summary>
    private static List<long[]> All(int pid)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var one) ? Stat(one) : null)
            .OfType<long[]>().ToList();
        var tree = new HashSet<long> { pid };
        for (var before = 0; before < tree.Count;)
        {
            before = tree.Count;
            tree.UnionWith(all.Where(stat => tree.Contains(stat[1])).Select(stat => stat[0]));
        }

        return [.. all.Where(stat => tree.Contains(stat[0]))];
    }

    /// <summary>Process, parent, ticks; null: it ended meanwhile.</summary>
    private static long[]? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return
            [
                pid, long.Parse(fields[Parent], CultureInfo.InvariantCulture),
                fields.Skip(FirstTime).Take(Times).Sum(field => long.Parse(field, CultureInfo.InvariantCulture)),
            ];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
