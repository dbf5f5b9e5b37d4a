using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Tray;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tray;

/// <inheritdoc cref="IDoorBook"/>
internal sealed class DoorBook(NpgsqlDataSource database) : IDoorBook
{
    public async Task Write(Guid source, ImmutableArray<DoorHour> hours, DoorStreak streak, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(WriteHours(source, hours));
        batch.BatchCommands.Add(WriteStreak(source, streak));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public Task<ImmutableArray<DoorCount>> Counts(DateTimeOffset since, CancellationToken cancellation) => database.Read("""
        select door, kind, reason, sum(count)::bigint, max(last_at) from webhook_counts where hour >= $1
        group by door, kind, reason order by door, kind, reason
        """,
        [Time(since)],
        row => new DoorCount(row.GetString(0), Word.Read<DoorEvent>(row.GetString(1))!.Value, row.GetString(2), row.GetInt64(3), row.Time(4)),
        cancellation);

    public Task<ImmutableArray<DoorStreak>> Streaks(CancellationToken cancellation) => database.Read(
        "select seen_at, accepted_at, refused, first_at, last_at from webhook_streaks",
        [],
        row => new DoorStreak(row.Time(0), row.OptionalTime(1), row.GetInt64(2), row.OptionalTime(3), row.OptionalTime(4)),
        cancellation);

    public async Task Prune(DateTimeOffset before, CancellationToken cancellation)
    {
        await database.Execute("delete from webhook_counts where hour < $1", [Time(before)], cancellation);
        await database.Execute("delete from webhook_streaks where seen_at < $1", [Time(before)], cancellation);
    }

    private static NpgsqlBatchCommand WriteHours(Guid source, ImmutableArray<DoorHour> hours) => new("""
        insert into webhook_counts (source, hour, door, kind, reason, count, last_at)
        select $1, * from unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::timestamptz[])
        on conflict (hour, source, door, kind, reason) do update
          set count = greatest(webhook_counts.count, excluded.count), last_at = greatest(webhook_counts.last_at, excluded.last_at)
        """)
    {
        Parameters =
        {
            Uuid(source),
            Columns.Times(hours, hour => hour.Hour),
            Columns.Texts(hours, hour => hour.Count.Door),
            Columns.Texts(hours, hour => Word.Of(hour.Count.Kind)),
            Columns.Texts(hours, hour => hour.Count.Reason),
            Columns.Longs(hours, hour => hour.Count.Count),
            Columns.Times(hours, hour => hour.Count.LastAt),
        },
    };

    private static NpgsqlBatchCommand WriteStreak(Guid source, DoorStreak streak) => new("""
        insert into webhook_streaks (source, seen_at, accepted_at, refused, first_at, last_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (source) do update set
          seen_at = excluded.seen_at, accepted_at = excluded.accepted_at, refused = excluded.refused,
          first_at = excluded.first_at, last_at = excluded.last_at
        """)
    {
        Parameters = { Uuid(source), Time(streak.SeenAt), Time(streak.AcceptedAt), Long(streak.Refused), Time(streak.FirstAt), Time(streak.LastAt) },
    };
}
