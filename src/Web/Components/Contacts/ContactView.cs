using OrleansSms.Contacts;

namespace OrleansSms.Web.Components.Contacts;

/// <summary>Which contacts are listed, as it stands in the address: <c>?q=maya&amp;tag=gold&amp;sort=added&amp;down=1</c>.</summary>
public sealed record ContactView(string Search, string? Tag, ContactSort Sort, bool Descending)
{
    private const int Longest = 100;

    public bool IsAll => Search.Length == 0 && Tag is null;

    public static ContactView Read(string? search, string? tag, string? sort, string? down) => new(
        (search ?? "").Trim() is var text && text.Length > Longest ? text[..Longest] : text,
        string.IsNullOrEmpty(tag) ? null : tag, Word.Read<ContactSort>(sort) ?? ContactSort.Name, down == "1");

    public ContactQuery Query(string? cursor, int limit) => new(Search, Tag, Sort, Descending, cursor, limit);

    /// <summary>Sorted by this; the other way round when it is already.</summary>
    public ContactView By(ContactSort sort) => this with { Sort = sort, Descending = sort == Sort && !Descending };

    public string Href() => "contacts" + Address();

    /// <summary>With what is looked for, and no order.</summary>
    public string Filter() => (this with { Sort = ContactSort.Name, Descending = false }).Address();

    private string Address()
    {
        var parts = new List<string>();
        if (Search.Length > 0)
        {
            parts.Add("q=" + Uri.EscapeDataString(Search));
        }

        if (Tag is not null)
        {
            parts.Add("tag=" + Uri.EscapeDataString(Tag));
        }

        if (Sort != ContactSort.Name)
        {
            parts.Add("sort=" + Word.Of(Sort));
        }

        if (Descending)
        {
            parts.Add("down=1");
        }

        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
