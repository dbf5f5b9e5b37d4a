using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Lines;

namespace OrleansSms.Web.Components.Inbox;

/// <summary>Which part of the list is shown.</summary>
public enum InboxView
{
    All,
    Unread,
    Done,
}

/// <summary>The list's filter as it stands in the address: <c>?view=unread&amp;q=maya&amp;line=3f2a9c</c>.</summary>
public sealed record InboxFilter(InboxView View, string Search, string? LineTag)
{
    public static readonly InboxFilter Everything = new(InboxView.All, "", null);

    public bool IsPlain => this == Everything;

    public static InboxFilter Read(string? view, string? search, string? lineTag) => new(
        Enum.TryParse<InboxView>(view, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : InboxView.All,
        (search ?? "").Trim() is var text && text.Length > 100 ? text[..100] : text,
        string.IsNullOrEmpty(lineTag) ? null : lineTag);

    /// <summary>Stands for a line in an address, where no phone number may stand.</summary>
    public static string TagOf(Line line) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line.Number)))[..8];

    public static Line? Tagged(IEnumerable<Line> lines, string? tag) => tag is null ? null : lines.FirstOrDefault(line => TagOf(line) == tag);

    /// <summary>What the desk is asked. A search looks everywhere; otherwise what is done is out of sight.</summary>
    public InboxQuery Query(IEnumerable<Line> lines, string? cursor = null) => new(
        Tagged(lines, LineTag)?.Number,
        View switch { InboxView.Done => ConversationState.Done, InboxView.All when Search.Length == 0 => ConversationState.Open, _ => null },
        View is InboxView.Unread ? true : null,
        Search.Length == 0 ? null : Search,
        cursor);

    /// <summary>Whether a row that changed belongs here.</summary>
    public bool Matches(InboxRow row, InboxQuery query) =>
        (query.Line is null || query.Line == row.Head.Line) &&
        (query.State is null || query.State == row.Head.State) &&
        (query.Unread is null || row.Unread > 0) &&
        (Search.Length == 0 || Found(row.Head));

    public string Href(ConversationId? conversation)
    {
        var path = conversation is { } id ? $"inbox/{id}" : "inbox";
        var parts = new List<string>();
        if (View != InboxView.All)
        {
            parts.Add("view=" + View.ToString().ToLower(CultureInfo.InvariantCulture));
        }

        if (Search.Length > 0)
        {
            parts.Add("q=" + Uri.EscapeDataString(Search));
        }

        if (LineTag is not null)
        {
            parts.Add("line=" + Uri.EscapeDataString(LineTag));
        }

        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }

    private bool Found(ConversationHead head)
    {
        var digits = string.Concat(Search.Where(char.IsAsciiDigit)).TrimStart('0');
        return head.Preview.Contains(Search, StringComparison.OrdinalIgnoreCase) ||
            (digits.Length > 1 && head.Contact.Contains(digits, StringComparison.Ordinal));
    }
}
