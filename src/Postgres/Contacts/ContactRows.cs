using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using OrleansSms.Contacts;

namespace OrleansSms.Postgres.Contacts;

/// <summary>How contacts lie in their tables: reading.</summary>
internal static class ContactRows
{
    public const string Live = "c.merged_into is null and c.deleted_at is null";

    public const string Columns = """
        c.id, c.name, c.company, c.email, c.notes, c.fields, c.tags, c.version, c.created_at, c.updated_at, c.touched, c.merged_into, c.deleted_at, c.left_numbers,
        (select jsonb_agg(jsonb_build_object('number', n.number, 'label', n.label, 'raw', n.raw) order by n.position, n.number)
         from contact_numbers n where n.contact_id = c.id)
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Contact Contact(NpgsqlDataReader row) => Stored(row).Contact;

    public static StoredContact Stored(NpgsqlDataReader row)
    {
        var contact = new Contact(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), List<ContactField>(row, 5),
            [.. row.GetFieldValue<string[]>(6)], List<ContactNumber>(row, 14), row.GetInt64(7), row.Time(8), row.Time(9));
        return new(
            contact, Of<ImmutableDictionary<string, Touch>>(row.GetString(10)), row.Optional<Guid>(11), row.OptionalTime(12),
            row.IsDBNull(13) ? default : List<ContactNumber>(row, 13));
    }

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T Of<T>(string json) => JsonSerializer.Deserialize<T>(json, Json)!;

    private static ImmutableArray<T> List<T>(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? [] : Of<ImmutableArray<T>>(row.GetString(column));
}
