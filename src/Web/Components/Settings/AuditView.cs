using System.Globalization;
using OrleansSms.Audit;
using OrleansSms.Web.Texts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Settings;

/// <summary>What is looked for in the audit log, as it stands in the address; days are those of who looks.</summary>
internal sealed record AuditView(string? Who, string? Kind, string? From, string? To, string? Text)
{
    private const string Day = "yyyy-MM-dd";

    public bool IsAll => Given().All(one => one.Value is null);

    /// <summary>What cannot be looked for; null: nothing of it.</summary>
    public string? Wrong =>
        !IsDay(From) || !IsDay(To) ? AuditTexts.WrongDate
        : Of(From) > Of(To) ? AuditTexts.WrongOrder
        : Kind is { Length: > 0 } && Word.Read<AuditGroup>(Kind) is null ? AuditTexts.WrongKind
        : null;

    public AuditQuery Query(WallClock clock) => new(
        Blank(Who), Word.Read<AuditGroup>(Kind), Of(From) is { } first ? clock.StartOf(first) : null,
        Of(To) is { } last && last < DateOnly.MaxValue ? clock.StartOf(last.AddDays(1)) : null, Blank(Text));

    /// <summary>The page's own address.</summary>
    public string Page() => Address("settings/audit", Given());

    /// <summary>The address of the file with the same rows; a program knows no days, only moments.</summary>
    public string File(WallClock clock)
    {
        var query = Query(clock);
        return Address("api/v1/audit.csv",
        [
            new("who", query.Who), new("kind", Blank(Kind)), new("from", Moment(query.From)), new("until", Moment(query.Until)), new("q", query.Text),
        ]);
    }

    private KeyValuePair<string, string?>[] Given() =>
        [new("who", Blank(Who)), new("kind", Blank(Kind)), new("from", Blank(From)), new("to", Blank(To)), new("q", Blank(Text))];

    private static string Address(string path, IEnumerable<KeyValuePair<string, string?>> given)
    {
        var query = string.Join('&', given.Where(one => one.Value is not null).Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    private static string? Moment(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool IsDay(string? text) => string.IsNullOrWhiteSpace(text) || Of(text) is not null;

    // Days at the very ends of the calendar have no moment in every zone.
    private static DateOnly? Of(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1970 and < 9999 ? day : null;
}
