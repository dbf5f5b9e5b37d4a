using Npgsql;
using OrleansSms.Conversations;

namespace OrleansSms.Postgres.Conversations;

/// <summary>A note or an event as a row.</summary>
internal static class AsideRows
{
    public const string Columns = "a.id, a.conversation_id, a.number, a.kind, a.user_id, a.body, a.mentions, a.subject, a.until, a.date_created, a.body_deleted_at";

    public static Aside Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), new(row.GetGuid(1)), row.GetInt32(2), Word.Read<AsideKind>(row.GetString(3))!.Value, row.Optional<Guid>(4), row.GetString(5),
        [.. row.GetFieldValue<Guid[]>(6)], row.Optional<Guid>(7), row.OptionalTime(8), row.Time(9), row.OptionalTime(10));
}
