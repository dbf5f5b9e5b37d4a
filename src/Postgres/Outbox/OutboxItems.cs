using Npgsql;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Conversations;

namespace OrleansSms.Postgres.Outbox;

/// <summary>A message on its way as a row of <c>outbox o</c> and <c>sms_messages m</c>.</summary>
internal static class OutboxItems
{
    public const string Columns = """
        o.message_id, o.conversation_id, m.from_number, m.to_number, m.body, m.media, m.num_segments, o.attempt,
        coalesce(o.first_tried_at, o.entered_at), coalesce(o.send_at, o.entered_at), o.state = 'stopped'
        """;

    public static OutboxItem Read(NpgsqlDataReader row, int first) => new(
        row.GetGuid(first), new(row.GetGuid(first + 1)), row.GetString(first + 2), row.GetString(first + 3), row.GetString(first + 4),
        [.. MessageJson.ReadMedia(row.OptionalText(first + 5)).Select(item => item.Url)], row.GetInt32(first + 6), row.GetInt32(first + 7),
        row.Time(first + 8), row.Time(first + 9), row.GetBoolean(first + 10));
}
