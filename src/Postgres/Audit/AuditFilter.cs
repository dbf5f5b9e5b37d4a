using System.Globalization;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Postgres.Inbox;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Audit;

/// <summary>What was asked for, as a condition on rows and in words.</summary>
internal static class AuditFilter
{
    /// <summary>How many parameters <see cref="Condition"/> takes.</summary>
    public const int Parameters = 5;

    public const string Condition = """
        ($1::text is null or a.who ilike $1) and ($2::text[] is null or a.action = any ($2))
        and ($3::timestamptz is null or a.at >= $3) and ($4::timestamptz is null or a.at < $4)
        and ($5::text is null or a.subject ilike $5 or a.detail ilike $5)
        """;

    /// <summary>Text that no row can hold.</summary>
    public static bool IsOfNothing(AuditQuery query) => Storable.IsNot(query.Who) || Storable.IsNot(query.Text);

    public static NpgsqlParameter[] Of(AuditQuery query) =>
    [
        OptionalText(SearchPattern.OfText(query.Who)),
        new() { Value = query.Group is { } group ? AuditGroups.ActionsOf(group).ToArray() : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text },
        Time(query.From), Time(query.Until), OptionalText(SearchPattern.OfText(query.Text)),
    ];

    public static string Say(AuditQuery query)
    {
        string?[] parts =
        [
            query.Who is { Length: > 0 } who ? $"who: {who}" : null,
            query.Group is { } group ? $"kind: {Word.Of(group)}" : null,
            query.From is { } from ? string.Create(CultureInfo.InvariantCulture, $"from {from.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : null,
            query.Until is { } until ? string.Create(CultureInfo.InvariantCulture, $"until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : null,
            query.Text is { Length: > 0 } text ? $"text: {text}" : null,
        ];
        var said = string.Join(", ", parts.Where(part => part is not null));
        return said.Length == 0 ? "everything" : said;
    }
}
