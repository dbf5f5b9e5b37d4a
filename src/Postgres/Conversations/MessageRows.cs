using Npgsql;
using OrleansSms.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Conversations;

/// <summary>A message as a row.</summary>
internal static class MessageRows
{
    public const string Columns = """
        m.id, m.conversation_id, m.number, m.direction, m.message_sid, m.from_number, m.to_number, m.body, m.status, m.error_code,
        m.error_message, m.num_segments, m.price, m.price_unit, m.media, m.date_created, m.date_sent, m.date_updated, m.timeline,
        m.user_id, m.send_at, m.recovered
        """;

    /// <summary>New or changed: what identifies a message is written once, what reports change is written again.</summary>
    public static NpgsqlBatchCommand Write(Message message) => new("""
        insert into sms_messages (
          id, conversation_id, number, direction, message_sid, from_number, to_number, body, status, error_code,
          error_message, num_segments, price, price_unit, media, date_created, date_sent, date_updated, timeline, user_id, send_at, recovered)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
        on conflict (conversation_id, number) do update set
          message_sid = excluded.message_sid, status = excluded.status, error_code = excluded.error_code,
          error_message = excluded.error_message, num_segments = excluded.num_segments, price = excluded.price,
          price_unit = excluded.price_unit, date_sent = excluded.date_sent, date_updated = excluded.date_updated,
          timeline = excluded.timeline
        where sms_messages.id = excluded.id
        """)
    {
        Parameters =
        {
            Uuid(message.Id), Uuid(message.ConversationId.Value), Int(message.Number), Text(Word.Of(message.Direction)),
            OptionalText(message.MessageSid), Text(message.From), Text(message.To), Text(message.Body), Text(Word.Of(message.Status)),
            Int(message.ErrorCode), OptionalText(message.ErrorMessage), Int(message.NumSegments), Number(message.Price),
            OptionalText(message.PriceUnit), Json(MessageJson.Write(message.Media)), Time(message.DateCreated), Time(message.DateSent),
            Time(message.DateUpdated), Json(MessageJson.Write(message.Timeline)), Uuid(message.UserId), Time(message.SendAt), Bool(message.Recovered),
        },
    };

    public static Message Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), new(row.GetGuid(1)), row.GetInt32(2), Word.Read<Direction>(row.GetString(3))!.Value, row.OptionalText(4),
        row.GetString(5), row.GetString(6), row.GetString(7), Word.Read<DeliveryStatus>(row.GetString(8))!.Value, row.Optional<int>(9),
        row.OptionalText(10), row.GetInt32(11), row.Optional<decimal>(12), row.OptionalText(13), MessageJson.ReadMedia(row.OptionalText(14)),
        row.Time(15), row.OptionalTime(16), row.Time(17), MessageJson.ReadTimeline(row.OptionalText(18)), row.Optional<Guid>(19),
        row.OptionalTime(20), row.GetBoolean(21));
}
