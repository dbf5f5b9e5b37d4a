using System.Globalization;
using OrleansSms.Conversations;
using OrleansSms.Inbox;
using OrleansSms.Lines;

namespace OrleansSms.Web.Components.Inbox;

/// <summary>Which part of the list is shown.</summary>
public enum InboxView
{
    All,
    Unread,
    Mine,
    Unassigned,
    Missed,
    Failed,
    Snoozed,
    Done,
}

/// <summary>The list's filter as it stands in the address: <c>?view=unread&amp;q=maya&amp;line=3f2a9c</c>.</summary>
public sealed record InboxFilter(InboxView View, string Search, string? LineTag)
{
    public static readonly InboxFilter Everything = new(InboxView.All, "", null);

    /// <summary>What is narrowed down besides.</summary>
    public Narrowing More { get; init; } = Narrowing.None;

    public bool IsPlain => this == Everything;

    public static InboxFilter Read(string? view, string? search, string? lineTag) => new(
        Enum.TryParse<InboxView>(view, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(view![0]) ? known : InboxView.All,
        (search ?? "").Trim() is var text && text.Length > 100 ? text[..100] : text,
        string.IsNullOrEmpty(lineTag) ? null : lineTag);

    /// <summary>Stands for a line in an address, where no phone number may stand.</summary>
    public static string TagOf(Line line) => LineTags.Of(line);

    public static Line? Tagged(IEnumerable<Line> lines, string? tag) => tag is null ? null : lines.FirstOrDefault(line => TagOf(line) == tag);

    /// <summary>What the desk is asked. A search looks everywhere; otherwise what is done or asleep is out of sight.</summary>
    /// <param name="me">Whose list it is.</param>
    /// <param name="startOf">When a day begins for the member; UTC when not told.</param>
    public InboxQuery Query(IEnumerable<Line> lines, Guid me = default, Func<DateOnly, DateTimeOffset>? startOf = null)
    {
        startOf ??= day => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return new(
            Tagged(lines, LineTag)?.Number,
            View switch
            {
                InboxView.Done => ConversationState.Done,
                InboxView.Snoozed => ConversationState.Snoozed,
                InboxView.All or InboxView.Mine or InboxView.Unassigned when Search.Length == 0 => ConversationState.Open,
                _ => null,
            },
            View == InboxView.Unread ? true : null,
            Search.Length == 0 ? null : Search,
            AssigneeId: View == InboxView.Mine ? me : More.Assignee,
            Unassigned: View == InboxView.Unassigned,
            Tag: More.Tag,
            Failed: View == InboxView.Failed,
            From: More.From is { } from ? startOf(from) : null,
            Until: More.To is { } last && last < DateOnly.MaxValue ? startOf(last.AddDays(1)) : null,
            OldestFirst: More.OldestFirst,
            Missed: View == InboxView.Missed);
    }

    /// <summary>Whether a row that changed belongs here.</summary>
    public bool Matches(InboxRow row, InboxQuery query) =>
        (query.Line is null || query.Line == row.Head.Line) &&
        (query.State is null || query.State == row.Head.State) &&
        (query.Unread is null || row.Unread > 0) &&
        (query.AssigneeId is null || query.AssigneeId == row.Head.AssigneeId) &&
        (!query.Unassigned || row.Head.AssigneeId is null) &&
        (query.Tag is null || row.Head.Tags.Has(query.Tag)) &&
        (!query.Failed || row.Head.FailedCount > 0) &&
        (!query.Missed || row.Head.MissedCount > 0) &&
        !(row.Head.LastActivityAt < query.From) && !(row.Head.LastActivityAt >= query.Until) &&
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

        parts.AddRange(More.Address());
        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }

    /// <summary>The conversation at this entry.</summary>
    public string Href(ConversationId conversation, int number)
    {
        var address = Href(conversation);
        return string.Create(CultureInfo.InvariantCulture, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}m={number}");
    }

    private bool Found(ConversationHead head)
    {
        var digits = string.Concat(Search.Where(char.IsAsciiDigit)).TrimStart('0');
        return head.Preview.Contains(Search, StringComparison.OrdinalIgnoreCase) ||
            (digits.Length > 1 && head.Contact.Contains(digits, StringComparison.Ordinal));
    }
}
