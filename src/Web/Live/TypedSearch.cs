namespace OrleansSms.Web.Live;

/// <summary>
/// A search that is typed into a field and stands in the address. The address follows the hand by a moment: what it says
/// of the keys before is not written over what was typed since.
/// </summary>
internal sealed class TypedSearch
{
    private string? _asked;

    /// <summary>What stands in the field.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The address says this now; only what came from elsewhere (a link, Clear search) is written into the field.</summary>
    public void Arrive(string search)
    {
        if (_asked is { } asked)
        {
            _asked = asked == search ? null : asked;
        }
        else if (search != Text.Trim())
        {
            Text = search;
        }
    }

    /// <param name="search">What the address says.</param>
    /// <returns>Whether the address has to change.</returns>
    public bool Type(string text, string search)
    {
        Text = text;
        if (text.Trim() == (_asked ?? search))
        {
            return false;
        }

        _asked = text.Trim();
        return true;
    }
}
