using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Calls;

/// <inheritdoc cref="IRecordingBook"/>
internal sealed class RecordingBook(NpgsqlDataSource database) : IRecordingBook
{
    private const string Columns = "conversation_id, call_id, sid, line, size, gone_at is null";

    public Task Kept(KeptRecording recording, DateTimeOffset now, CancellationToken cancellation) => database.Execute("""
        insert into recording_files (call_id, sid, conversation_id, line, size, kept_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (call_id, sid) do update set size = excluded.size
        """,
        [
            Uuid(recording.Place.CallId), Text(recording.Sid), Uuid(recording.Place.ConversationId.Value), Text(recording.Line), Long(recording.Size), Time(now),
        ], cancellation);

    public Task<ImmutableArray<KeptRecording>> AtCarrier(DateTimeOffset keptBefore, DateTimeOffset triedBefore, int limit, CancellationToken cancellation) => database.Read($"""
        select {Columns} from recording_files
        where carrier_gone_at is null and kept_at <= $1 and (tried_at is null or tried_at <= $2)
        order by tried_at nulls first, kept_at limit $3
        """, [Time(keptBefore), Time(triedBefore), Int(limit)], Read, cancellation);

    public Task<ImmutableArray<KeptRecording>> Here(DateTimeOffset keptBefore, DateTimeOffset triedBefore, int limit, CancellationToken cancellation) => database.Read($"""
        select {Columns} from recording_files
        where gone_at is null and kept_at <= $1 and (tried_at is null or tried_at <= $2)
        order by tried_at nulls first, kept_at limit $3
        """, [Time(keptBefore), Time(triedBefore), Int(limit)], Read, cancellation);

    public Task Tried(KeptRecording recording, DateTimeOffset now, CancellationToken cancellation) =>
        Mark(recording, "update recording_files set tried_at = $3 where call_id = $1 and sid = $2", now, cancellation);

    // With the last copy gone the row has nothing more to tell.
    public Task GoneAtCarrier(KeptRecording recording, DateTimeOffset now, CancellationToken cancellation) => Mark(recording, """
        with done as (delete from recording_files where call_id = $1 and sid = $2 and gone_at is not null)
        update recording_files set carrier_gone_at = $3, tried_at = null where call_id = $1 and sid = $2 and gone_at is null
        """, now, cancellation);

    public Task GoneHere(KeptRecording recording, DateTimeOffset now, CancellationToken cancellation) => Mark(recording, """
        with done as (delete from recording_files where call_id = $1 and sid = $2 and carrier_gone_at is not null)
        update recording_files set gone_at = $3, tried_at = null where call_id = $1 and sid = $2 and carrier_gone_at is null
        """, now, cancellation);

    private Task<int> Mark(KeptRecording recording, string sql, DateTimeOffset now, CancellationToken cancellation) =>
        database.Execute(sql, [Uuid(recording.Place.CallId), Text(recording.Sid), Time(now)], cancellation);

    private static KeptRecording Read(NpgsqlDataReader row) =>
        new(new(new(row.GetGuid(0)), row.GetGuid(1)), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetBoolean(5));
}
