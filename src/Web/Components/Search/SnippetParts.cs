using OrleansSms.Search;

namespace OrleansSms.Web.Components.Search;

/// <summary>A snippet cut where hits begin and end.</summary>
internal static class SnippetParts
{
    public static IEnumerable<(string Part, bool IsHit)> Of(MessageHit hit)
    {
        var at = 0;
        foreach (var range in hit.Ranges)
        {
            if (range.Start > at)
            {
                yield return (hit.Snippet[at..range.Start], false);
            }

            yield return (hit.Snippet.Substring(range.Start, range.Length), true);
            at = range.Start + range.Length;
        }

        if (at < hit.Snippet.Length)
        {
            yield return (hit.Snippet[at..], false);
        }
    }
}
