using System.Collections.Immutable;
using System.Diagnostics;

namespace OrleansSms.Web.Live;

/// <summary>What caused the changes that wait to be shown, where it is traced: their showing is the end of that trace.</summary>
internal record struct LiveTrace
{
    // Of a flood some are enough to find the others by.
    private const int Most = 100;

    private static readonly ActivitySource Source = new("OrleansSms.Screen");

    private ImmutableList<ActivityContext>? _causes;

    /// <summary>Notes what is under way now, if it is recorded.</summary>
    public void Note()
    {
        if (Activity.Current is { Recorded: true } cause && (_causes ??= []).Count < Most)
        {
            _causes = _causes.Add(cause.Context);
        }
    }

    /// <summary>Begins to show; null when nobody records it, or the screen shows nothing of it.</summary>
    public readonly Activity? Show(LiveBatch batch) => _causes is { } causes && !batch.Changes.IsEmpty
        ? Source.StartActivity("show changes", ActivityKind.Consumer, causes[0], links: causes.Skip(1).Select(other => new ActivityLink(other)))?.SetTag("sms.changes", batch.Changes.Length)
        : null;
}
