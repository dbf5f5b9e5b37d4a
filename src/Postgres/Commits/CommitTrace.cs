using System.Diagnostics;

namespace OrleansSms.Postgres.Commits;

/// <summary>One flush for many: in the trace of the first of them, and linked with the others both ways.</summary>
internal static class CommitTrace
{
    private static readonly ActivitySource Source = new("OrleansSms.Commits");

    public static Activity? Of(List<Commit> group)
    {
        // A lane begins in the flow of whoever made it, and serves everybody.
        Activity.Current = null;
        if (!Source.HasListeners() || group.Find(commit => commit.Cause is not null)?.Cause is not { } cause)
        {
            return null;
        }

        var others = group.Select(commit => commit.Cause).OfType<Activity>().Where(other => other != cause).ToList();
        var span = Source.StartActivity("commit group", ActivityKind.Internal, cause.Context, links: others.Select(other => new ActivityLink(other.Context)))?
            .SetTag("sms.commits", group.Count);
        if (span is not null)
        {
            others.ForEach(other => other.AddLink(new(span.Context)));
        }

        return span;
    }
}
