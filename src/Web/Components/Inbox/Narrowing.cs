using System.Globalization;
using OrleansSms.Conversations;

namespace OrleansSms.Web.Components.Inbox;

/// <summary>What narrows the list down besides its view: <c>who=…&amp;tag=vip&amp;from=2026-11-01&amp;to=2026-11-30&amp;sort=oldest</c>.</summary>
/// <param name="Assignee">Only what this member takes care of.</param>
/// <param name="From">Newest activity on this day or later.</param>
/// <param name="To">Newest activity on this day or before.</param>
public sealed record Narrowing(Guid? Assignee = null, string? Tag = null, DateOnly? From = null, DateOnly? To = null, bool OldestFirst = false)
{
    public static readonly Narrowing None = new();

    private const string DayFormat = "yyyy-MM-dd";
    private const string Oldest = "oldest";

    public bool IsNone => this == None;

    public static Narrowing Read(string? assignee, string? tag, string? from, string? to, string? sort) => new(
        Guid.TryParse(assignee, out var id) ? id : null,
        TagSet.Clean(tag) is { Length: > 0 and <= TagSet.MaxLength } clean ? clean : null,
        Day(from), Day(to), sort == Oldest);

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string? Text(DateOnly? day) => day?.ToString(DayFormat, CultureInfo.InvariantCulture);

    public IEnumerable<string> Address()
    {
        if (Assignee is { } id)
        {
            yield return $"who={id}";
        }

        if (Tag is not null)
        {
            yield return "tag=" + Uri.EscapeDataString(Tag);
        }

        if (From is not null)
        {
            yield return "from=" + Text(From);
        }

        if (To is not null)
        {
            yield return "to=" + Text(To);
        }

        if (OldestFirst)
        {
            yield return "sort=" + Oldest;
        }
    }
}
