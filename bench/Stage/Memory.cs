using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace OrleansSms.Bench.Stage;

/// <summary>What a .NET process holds, looked at from outside after it has collected its garbage.</summary>
/// <param name="Heap">Bytes on the collected heap.</param>
/// <param name="Resident">Bytes of memory that the process occupies.</param>
internal readonly record struct Memory(long Heap, long Resident)
{
    // Of the runtime's own event source: tell of collections, and collect now.
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const long Collections = 0x1;
    private const long CollectNow = 0x800000;

    public static async Task<Memory> Of(int pid, CancellationToken cancellation)
    {
        // What finalizers let go is collected the second time.
        await Collected(pid, cancellation);
        var heap = await Collected(pid, cancellation);
        return new(heap, ResidentOf(pid));
    }

    private static async Task<long> Collected(int pid, CancellationToken cancellation)
    {
        var client = new DiagnosticsClient(pid);
        using var session = await client.StartEventPipeSessionAsync(
            [new(Runtime, EventLevel.Informational, Collections | CollectNow)], requestRundown: false, token: cancellation);
        var heap = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var events = new EventPipeEventSource(session.EventStream);
        events.Clr.GCHeapStats += stats => heap.TrySetResult(stats.TotalHeapSize);
        var reading = Task.Run(events.Process, cancellation);
        var size = await heap.Task.WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, cancellation);
        await session.StopAsync(cancellation);
        await reading;
        return size;
    }

    public static long ResidentOf(int pid)
    {
        const string Name = "VmRSS:";
        var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith(Name, StringComparison.Ordinal));
        return long.Parse(line[Name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
