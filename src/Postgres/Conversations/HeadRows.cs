using Npgsql;
using OrleansSms.Conversations;

namespace OrleansSms.Postgres.Conversations;

/// <summary>A conversation's head as a row.</summary>
internal static class HeadRows
{
    public const string Columns = """
        c.id, c.line, c.contact, c.version, c.last_number, c.sms_count, c.inbound_count, c.unread_count, c.state, c.opted_out,
        c.preview, c.preview_direction, c.preview_status, c.last_activity_at, c.created_at, c.stopped_through
        """;

    /// <summary>Where the next column is.</summary>
    public const int ColumnCount = 16;

    public static ConversationHead Read(NpgsqlDataReader row) => new(
        new(row.GetGuid(0)), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6),
        row.GetInt32(7), Word.Read<ConversationState>(row.GetString(8))!.Value, row.GetBoolean(9),
        row.GetString(10), Word.Read<Direction>(row.GetString(11))!.Value, Word.Read<DeliveryStatus>(row.GetString(12))!.Value,
        row.Time(13), row.Time(14), row.GetInt32(15));
}
