using Npgsql;
using NpgsqlTypes;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Checks;

/// <summary>Asks the database whether what a load was told is stored is there, once, and nothing else came into the conversations it touched.</summary>
internal sealed class ExactlyOnce
{
    private readonly Contestant _contestant;
    private readonly DateTime _since;

    private ExactlyOnce(Contestant contestant, DateTime since) => (_contestant, _since) = (contestant, since);

    /// <summary>Before the load, to know its messages from earlier ones.</summary>
    public static async Task<ExactlyOnce> Before(Contestant contestant, CancellationToken cancellation) =>
        new(contestant, await contestant.Database.Ask<DateTime>("select date_trunc('milliseconds', clock_timestamp())", cancellation));

    /// <returns>What is wrong; empty when everything is as it was acknowledged.</returns>
    public async Task<IReadOnlyList<string>> Check(Receipts receipts, CancellationToken cancellation)
    {
        await using var connection = await _contestant.Database.DataSource.OpenConnectionAsync(cancellation);
        await Acknowledged(connection, receipts, cancellation);
        await Execute(connection, Resource.Text("touched.sql"), cancellation);
        await Execute(connection, "analyze touched", cancellation);

        var wrong = new List<string>();
        await using (var stored = new NpgsqlCommand(Resource.Text("stored.sql"), connection) { Parameters = { new() { Value = _since } } })
        await using (var row = await stored.ExecuteReaderAsync(cancellation))
        {
            await row.ReadAsync(cancellation);
            Differ("inbound messages", receipts.Inbound.Count, row.GetInt64(0), wrong);
            Differ("sent messages", receipts.Sent.Count, row.GetInt64(1), wrong);
        }

        None("acknowledged inbound messages are not there once", await Count(connection, Resource.Text("missing_inbound.sql"), cancellation), wrong);
        None("acknowledged sent messages are not there once", await Count(connection, Resource.Text("missing_sent.sql"), cancellation), wrong);
        None("acknowledged reports are not there once", await Count(connection, Resource.Text($"{_contestant.Checks}/missing_reports.sql"), cancellation), wrong);
        None("conversations do not add up", await Count(connection, Whole.Counts(_contestant, touchedOnly: true), cancellation), wrong);
        await Execute(connection, "drop table acknowledged, touched", cancellation);
        return wrong;
    }

    private static void Differ(string what, int acknowledged, long stored, List<string> wrong)
    {
        if (acknowledged != stored)
        {
            wrong.Add($"{acknowledged} {what} were acknowledged, {stored} are stored");
        }
    }

    private static void None(string what, long count, List<string> wrong)
    {
        if (count > 0)
        {
            wrong.Add($"{count} {what}");
        }
    }

    private static async Task Acknowledged(NpgsqlConnection connection, Receipts receipts, CancellationToken cancellation)
    {
        await Execute(connection, "create temp table acknowledged (kind text not null, id uuid not null, word text not null)", cancellation);
        await using (var copy = await connection.BeginBinaryImportAsync("copy acknowledged from stdin (format binary)", cancellation))
        {
            foreach (var (kind, id, word) in receipts.All())
            {
                await copy.StartRowAsync(cancellation);
                await copy.WriteAsync(kind, NpgsqlDbType.Text, cancellation);
                await copy.WriteAsync(id, NpgsqlDbType.Uuid, cancellation);
                await copy.WriteAsync(word, NpgsqlDbType.Text, cancellation);
            }

            await copy.CompleteAsync(cancellation);
        }

        await Execute(connection, "analyze acknowledged", cancellation);
    }

    private static async Task<long> Count(NpgsqlConnection connection, string question, CancellationToken cancellation)
    {
        await using var ask = new NpgsqlCommand(question, connection);
        return (long)(await ask.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
