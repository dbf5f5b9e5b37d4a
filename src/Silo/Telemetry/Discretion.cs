using System.Diagnostics;
using OpenTelemetry;

namespace OrleansSms.Silo.Telemetry;

/// <summary>
/// Takes out of spans what may name a person or open a door: addresses (some paths have a line's number or the secret of a link), keys
/// of grains that are made of a number, and words of exceptions, which stand in the log beside the trace's id.
/// </summary>
internal sealed class Discretion : BaseProcessor<Activity>
{
    private const string Untold = "see the log";

    private static readonly string[] Addresses = ["url.path", "url.query", "url.full", "client.address", "http.target", "http.url"];
    private static readonly string[] GrainIds = ["orleans.rpc.target_id", "orleans.rpc.source_id", "orleans.grain.id"];

    private readonly ActivityListener _exceptions = new()
    {
        ShouldListenTo = _ => true,
        ExceptionRecorder = static (_, _, ref tags) =>
        {
            tags.Add("exception.message", Untold);
            tags.Add("exception.stacktrace", Untold);
        },
    };

    public Discretion() => ActivitySource.AddActivityListener(_exceptions);

    public override void OnEnd(Activity data)
    {
        foreach (var address in Addresses)
        {
            data.SetTag(address, null);
        }

        foreach (var tag in GrainIds)
        {
            if (data.GetTagItem(tag)?.ToString() is { } id && !IsOfAConversation(id))
            {
                data.SetTag(tag, id[..Math.Max(0, id.IndexOf('/', StringComparison.Ordinal))]);
            }
        }

        if (data.StatusDescription is not null)
        {
            data.SetStatus(data.Status);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _exceptions.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Keyed by a name that says nothing to strangers.</summary>
    private static bool IsOfAConversation(string id) => id.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && Guid.TryParse(id.AsSpan(slash + 1), out _);
}
