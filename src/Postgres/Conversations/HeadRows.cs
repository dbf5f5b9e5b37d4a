using Npgsql;
using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Postgres.Conversations;

/// <summary>A conversation's head as a row.</summary>
internal static class HeadRows
{
    public const string Columns = """
        c.id, c.line, c.contact, c.version, c.last_number, c.sms_count, c.inbound_count, c.unread_count, c.state, c.opted_out,
        c.preview, c.preview_direction, c.preview_status, c.last_activity_at, c.created_at, c.stopped_through,
        c.preview_number, c.assignee, c.snoozed_until, c.tags, c.failed_count, c.settled_count, c.done_through,
        c.preview_call, c.preview_seconds, c.missed_count, c.texts_deleted_through
        """;

    /// <summary>Where the next column is.</summary>
    public const int ColumnCount = 27;

    public static ConversationHead Read(NpgsqlDataReader row) => new(
        new(row.GetGuid(0)), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6),
        row.GetInt32(7), Word.Read<ConversationState>(row.GetString(8))!.Value, row.GetBoolean(9),
        row.GetString(10), Word.Read<Direction>(row.GetString(11))!.Value, Word.Read<DeliveryStatus>(row.GetString(12))!.Value,
        row.Time(13), row.Time(14), row.GetInt32(15), row.GetInt32(16), row.Optional<Guid>(17), row.OptionalTime(18),
        TagSet.Of(row.GetFieldValue<string[]>(19)), row.GetInt32(20), row.GetInt32(21), row.GetInt32(22),
        row.OptionalText(23) is { } call ? Word.Read<CallStatus>(call) : null, row.Optional<int>(24), row.GetInt32(25), row.GetInt32(26));
}
