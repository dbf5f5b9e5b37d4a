namespace OrleansSms.Search;

/// <summary>What a member looks for.</summary>
/// <param name="Text">
/// Words, all of which have to be there; of three letters and more the beginning of a word is enough. What stands in
/// quotes is found exactly as it stands. Case and accents do not count.
/// </param>
/// <param name="Line">Only on this line, E.164.</param>
/// <param name="Cursor">From <see cref="SearchResult.NextCursor"/>.</param>
/// <param name="Limit">Messages, 1 to 100.</param>
public sealed record SearchQuery(string Text, string? Line = null, string? Cursor = null, int Limit = SearchQuery.UsualLimit)
{
    public const int UsualLimit = 30;
    public const int LargestLimit = 100;

    /// <summary>Nobody looks for more than that at once.</summary>
    public const int LongestText = 200;
}
