using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.Silo.Tests.Telemetry;

/// <summary>Everything that silos of this process would send to a collector.</summary>
internal sealed class Spans : BaseExporter<Activity>
{
    private readonly ConcurrentDictionary<ActivitySpanId, Activity> _ended = [];

    public IEnumerable<Activity> All => _ended.Values;

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var activity in batch)
        {
            _ended[activity.SpanId] = activity;
        }

        return ExportResult.Success;
    }

    /// <summary>The trace of the one that <paramref name="is"/> tells apart, when it <paramref name="isWhole"/>.</summary>
    public async Task<List<Activity>> Trace(Func<Activity, bool> @is, Func<List<Activity>, bool> isWhole)
    {
        var trace = await Eventually.Get(() => Task.FromResult(Of(@is)), isWhole, TestContext.Current.CancellationToken);
        return trace;

        List<Activity> Of(Func<Activity, bool> one) => All.FirstOrDefault(one)?.TraceId is { } id ? [.. All.Where(span => span.TraceId == id)] : [];
    }

    /// <summary>From a span up to where its trace began.</summary>
    public List<Activity> Way(Activity from)
    {
        var way = new List<Activity> { from };
        while (_ended.TryGetValue(way[^1].ParentSpanId, out var parent))
        {
            way.Add(parent);
        }

        return way;
    }
}
