using Npgsql;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Sweeps;

/// <summary>How far a line's pass has come, as a row.</summary>
internal static class ProgressRows
{
    public const string Columns = """
        s.line, s.pass, s.floor, s.watermark, s.deep_at, s.window_from, s.window_until, s.window_by_date, s.cursor, s.listed,
        s.pages, s.found, s.recovered, s.recovered_total, s.elsewhere, s.started_at, s.finished_at, s.next_at, s.faults, s.fault
        """;

    public static NpgsqlBatchCommand Write(SweepProgress progress) => new("""
        insert into sweeps (
          line, pass, floor, watermark, deep_at, window_from, window_until, window_by_date, cursor, listed,
          pages, found, recovered, recovered_total, elsewhere, started_at, finished_at, next_at, faults, fault)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
        on conflict (line, pass) do update set
          floor = excluded.floor, watermark = excluded.watermark, deep_at = excluded.deep_at, window_from = excluded.window_from,
          window_until = excluded.window_until, window_by_date = excluded.window_by_date, cursor = excluded.cursor, listed = excluded.listed,
          pages = excluded.pages, found = excluded.found, recovered = excluded.recovered, recovered_total = excluded.recovered_total,
          elsewhere = excluded.elsewhere, started_at = excluded.started_at, finished_at = excluded.finished_at, next_at = excluded.next_at,
          faults = excluded.faults, fault = excluded.fault
        """)
    {
        Parameters =
        {
            Text(progress.Line), Text(Word.Of(progress.Pass)), Time(progress.Floor), Time(progress.Watermark), Time(progress.DeepAt),
            Time(progress.Window?.From), Time(progress.Window?.Until), Bool(progress.Window?.ByDate ?? false), OptionalText(progress.Cursor),
            Bool(progress.IsListed), Int(progress.Pages), Int(progress.Found), Int(progress.Recovered), Long(progress.RecoveredTotal),
            Int(progress.Elsewhere), Time(progress.StartedAt), Time(progress.FinishedAt), Time(progress.NextAt), Int(progress.Faults),
            OptionalText(progress.Fault),
        },
    };

    public static SweepProgress Read(NpgsqlDataReader row, int first = 0) => new(row.GetString(first), Word.Read<SweepPass>(row.GetString(first + 1))!.Value)
    {
        Floor = row.OptionalTime(first + 2),
        Watermark = row.OptionalTime(first + 3),
        DeepAt = row.OptionalTime(first + 4),
        Window = row.OptionalTime(first + 5) is { } from ? new(from, row.Time(first + 6), row.GetBoolean(first + 7)) : null,
        Cursor = row.OptionalText(first + 8),
        IsListed = row.GetBoolean(first + 9),
        Pages = row.GetInt32(first + 10),
        Found = row.GetInt32(first + 11),
        Recovered = row.GetInt32(first + 12),
        RecoveredTotal = row.GetInt64(first + 13),
        Elsewhere = row.GetInt32(first + 14),
        StartedAt = row.OptionalTime(first + 15),
        FinishedAt = row.OptionalTime(first + 16),
        NextAt = row.OptionalTime(first + 17),
        Faults = row.GetInt32(first + 18),
        Fault = row.OptionalText(first + 19),
    };
}
