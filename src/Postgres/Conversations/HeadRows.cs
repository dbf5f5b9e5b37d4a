using Npgsql;
using OrleansSms.Conversations;
using static OrleansSms.Postgres.Parameters;

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

    /// <summary>No row affected: the stored head is not the one this head follows.</summary>
    public static NpgsqlBatchCommand Write(ConversationHead head) => head.Version == 1 ? Insert(head) : Update(head);

    private static NpgsqlBatchCommand Insert(ConversationHead head) => new("""
        insert into conversations (
          id, version, last_number, sms_count, inbound_count, unread_count, state, opted_out, preview, preview_direction, preview_status,
          last_activity_at, stopped_through, line, contact, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, now())
        on conflict (id) do nothing
        """)
    {
        Parameters =
        {
            Uuid(head.Id.Value), Long(head.Version), Int(head.LastNumber), Int(head.SmsCount), Int(head.InboundCount), Int(head.UnreadCount),
            Text(Word.Of(head.State)), Bool(head.OptedOut), Text(head.Preview), Text(Word.Of(head.PreviewDirection)),
            Text(Word.Of(head.PreviewStatus)), Time(head.LastActivityAt), Int(head.StoppedThrough), Text(head.Line), Text(head.Contact), Time(head.CreatedAt),
        },
    };

    /// <summary>What identifies a conversation is written once.</summary>
    private static NpgsqlBatchCommand Update(ConversationHead head) => new("""
        update conversations set
          version = $2, last_number = $3, sms_count = $4, inbound_count = $5, unread_count = $6, state = $7, opted_out = $8, preview = $9,
          preview_direction = $10, preview_status = $11, last_activity_at = $12, stopped_through = $13,
          updated_at = now()
        where id = $1 and version = $2 - 1
        """)
    {
        Parameters =
        {
            Uuid(head.Id.Value), Long(head.Version), Int(head.LastNumber), Int(head.SmsCount), Int(head.InboundCount), Int(head.UnreadCount),
            Text(Word.Of(head.State)), Bool(head.OptedOut), Text(head.Preview), Text(Word.Of(head.PreviewDirection)),
            Text(Word.Of(head.PreviewStatus)), Time(head.LastActivityAt), Int(head.StoppedThrough),
        },
    };

    public static ConversationHead Read(NpgsqlDataReader row) => new(
        new(row.GetGuid(0)), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6),
        row.GetInt32(7), Word.Read<ConversationState>(row.GetString(8))!.Value, row.GetBoolean(9),
        row.GetString(10), Word.Read<Direction>(row.GetString(11))!.Value, Word.Read<DeliveryStatus>(row.GetString(12))!.Value,
        row.Time(13), row.Time(14), row.GetInt32(15));
}
