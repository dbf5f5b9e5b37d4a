using Npgsql;
using OrleansSms.Calls;
using OrleansSms.Conversations;

namespace OrleansSms.Postgres.Calls;

/// <summary>A call as a row.</summary>
internal static class CallRows
{
    public const string Columns = "k.member_number, " + ForMembers;

    /// <summary>Without the phones of the members, which are not for members to read.</summary>
    public const string ForMembers = """
        k.id, k.conversation_id, k.number, k.direction, k.call_sid, k.from_number, k.to_number, k.status, k.user_id, k.date_created,
        k.answered_at, k.ended_at, k.date_updated, k.seconds, k.error_code, k.timeline, k.recordings, k.recovered
        """;

    public static Call Read(NpgsqlDataReader row) => ReadForMembers(row, 1) with { MemberNumber = row.OptionalText(0) };

    public static Call ReadForMembers(NpgsqlDataReader row, int first = 0) => new(
        row.GetGuid(first), new(row.GetGuid(first + 1)), row.GetInt32(first + 2), Word.Read<Direction>(row.GetString(first + 3))!.Value,
        row.OptionalText(first + 4), row.GetString(first + 5), row.GetString(first + 6), Word.Read<CallStatus>(row.GetString(first + 7))!.Value,
        row.Optional<Guid>(first + 8), MemberNumber: null, row.Time(first + 9), row.OptionalTime(first + 10), row.OptionalTime(first + 11),
        row.Time(first + 12), row.Optional<int>(first + 13), row.Optional<int>(first + 14), CallJson.ReadTimeline(row.OptionalText(first + 15)),
        CallJson.ReadRecordings(row.OptionalText(first + 16)), row.GetBoolean(first + 17));
}
