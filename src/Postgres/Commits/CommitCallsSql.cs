namespace OrleansSms.Postgres.Commits;

/// <summary>The part of the statement that writes calls.</summary>
internal static class CommitCallsSql
{
    // What a dialler claimed is beside the commits and stays.
    public const string Calls = """
        ,
        called as (
          insert into calls (
            conversation_id, number, id, direction, line, call_sid, from_number, to_number, status, user_id, member_number, date_created,
            answered_at, ended_at, date_updated, seconds, error_code, timeline, recordings, recordings_due, hang_up, recovered)
          select call.* from unnest(
            $70::uuid[], $71::int[], $72::uuid[], $73::text[], $74::text[], $75::text[], $76::text[], $77::text[], $78::text[], $79::uuid[],
            $80::text[], $81::timestamptz[], $82::timestamptz[], $83::timestamptz[], $84::timestamptz[], $85::int[], $86::int[], $87::jsonb[],
            $88::jsonb[], $89::timestamptz[], $90::bool[], $91::bool[])
            as call (conversation_id, number, id, direction, line, call_sid, from_number, to_number, status, user_id, member_number, date_created,
              answered_at, ended_at, date_updated, seconds, error_code, timeline, recordings, recordings_due, hang_up, recovered)
            join taken on taken.id = call.conversation_id
          on conflict (conversation_id, number) do update set
            call_sid = excluded.call_sid, status = excluded.status, user_id = excluded.user_id, answered_at = excluded.answered_at,
            ended_at = excluded.ended_at, date_updated = excluded.date_updated, seconds = excluded.seconds, error_code = excluded.error_code,
            timeline = excluded.timeline, recordings = excluded.recordings, recordings_due = excluded.recordings_due, hang_up = excluded.hang_up
          where calls.id = excluded.id)
        """;
}
