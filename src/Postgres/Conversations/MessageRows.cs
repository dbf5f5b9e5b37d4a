using Npgsql;
using OrleansSms.Conversations;

namespace OrleansSms.Postgres.Conversations;

/// <summary>A message as a row.</summary>
internal static class MessageRows
{
    public const string Columns = """
        m.id, m.conversation_id, m.number, m.direction, m.message_sid, m.from_number, m.to_number, m.body, m.status, m.error_code,
        m.error_message, m.num_segments, m.price, m.price_unit, m.media, m.date_created, m.date_sent, m.date_updated, m.timeline,
        m.user_id, m.send_at, m.recovered, m.held_until, m.cancel_on_reply, m.body_deleted_at
        """;

    public const int ColumnCount = 25;

    public static Message Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), new(row.GetGuid(1)), row.GetInt32(2), Word.Read<Direction>(row.GetString(3))!.Value, row.OptionalText(4),
        row.GetString(5), row.GetString(6), row.GetString(7), Word.Read<DeliveryStatus>(row.GetString(8))!.Value, row.Optional<int>(9),
        row.OptionalText(10), row.GetInt32(11), row.Optional<decimal>(12), row.OptionalText(13), MessageJson.ReadMedia(row.OptionalText(14)),
        row.Time(15), row.OptionalTime(16), row.Time(17), MessageJson.ReadTimeline(row.OptionalText(18)), row.Optional<Guid>(19),
        row.OptionalTime(20), row.GetBoolean(21), row.OptionalTime(22), row.GetBoolean(23), row.OptionalTime(24));
}
