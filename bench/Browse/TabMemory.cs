using System.Text.Json;
using Microsoft.Playwright;

namespace OrleansSms.Bench.Browse;

/// <summary>What a page holds in the browser after its garbage was collected.</summary>
/// <param name="Heap">Bytes of script.</param>
/// <param name="Nodes">Of all documents, also those that are kept though they are in none.</param>
internal readonly record struct TabMemory(double Heap, double Nodes)
{
    public static async Task<TabMemory> Of(ICDPSession devtools)
    {
        await devtools.SendAsync("Performance.enable");
        await devtools.SendAsync("HeapProfiler.collectGarbage");
        await devtools.SendAsync("HeapProfiler.collectGarbage");
        var answer = await devtools.SendAsync("Performance.getMetrics") ?? throw new BenchException("The browser tells nothing of its memory.");
        var metrics = answer.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("name").GetString()!, Value);
        return new(metrics["JSHeapUsedSize"], metrics["Nodes"]);
    }

    private static double Value(JsonElement metric) => metric.GetProperty("value").GetDouble();
}
