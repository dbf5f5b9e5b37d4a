namespace OrleansSms.Search;

/// <summary>
/// Finds people, messages and what was written down of calls over all history of the lines of the member who asks
/// (<see cref="Members.ICallers"/>), and nothing else. A message is found within a second or so after it was taken.
/// </summary>
/// <remarks>A rule that says no throws <see cref="RefusedException"/>. Being too slow is no fault: the result says so.</remarks>
public interface ISearch
{
    Task<SearchResult> Find(SearchQuery query, CancellationToken cancellation);
}
