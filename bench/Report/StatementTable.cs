using System.Globalization;
using OrleansSms.Bench.Stage;

namespace OrleansSms.Bench.Report;

/// <summary>Where the database's time went since the last look, when that was asked for.</summary>
internal static class StatementTable
{
    private const string Dearest = """
        select d.datname, s.calls, s.total_exec_time, s.rows, left(regexp_replace(s.query, '\s+', ' ', 'g'), 110)
        from pg_stat_statements s join pg_database d on d.oid = s.dbid
        where s.query !~* 'acknowledged|touched|vacuum|checkpoint' and d.datname <> 'baseline'
        order by s.total_exec_time desc limit 10
        """;

    public static Task Begin(Database main, BenchOptions options, CancellationToken cancellation) =>
        options.Statements ? main.Execute("create extension pg_stat_statements", cancellation) : Task.CompletedTask;

    public static async Task Print(Database main, BenchOptions options, CancellationToken cancellation)
    {
        if (!options.Statements)
        {
            return;
        }

        foreach (var line in await main.Read(
            Dearest, row => string.Create(CultureInfo.InvariantCulture,
                $"    {row.GetString(0),-10} {row.GetInt64(1),8:N0} × {row.GetDouble(2) / row.GetInt64(1) * 1000,8:N0} µs, {row.GetDouble(2),8:N0} ms, {row.GetInt64(3),8:N0} rows: {row.GetString(4)}"),
            cancellation))
        {
            Console.Error.WriteLine(line);
        }

        await main.Execute("select pg_stat_statements_reset()", cancellation);
    }
}
