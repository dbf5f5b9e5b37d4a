using Npgsql;
using NpgsqlTypes;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;

namespace OrleansSms.Bench.Checks;

/// <summary>Asks the database whether what was acknowledged is there, once, and nothing else is.</summary>
internal sealed class ExactlyOnce
{
    private const string Stored = "select count(*) filter (where direction = 'inbound'), count(*) filter (where direction = 'outbound') from sms_messages";

    private readonly Database _database;
    private readonly (long Inbound, long Sent) _before;

    private ExactlyOnce(Database database, (long, long) before) => (_database, _before) = (database, before);

    /// <summary>Before the load, to know what was there already.</summary>
    public static async Task<ExactlyOnce> Before(Database database, CancellationToken cancellation) => new(database, await Count(database, cancellation));

    /// <returns>What is wrong; empty when everything is as it was acknowledged.</returns>
    public async Task<IReadOnlyList<string>> Check(Receipts receipts, CancellationToken cancellation)
    {
        var (inbound, sent) = await Count(_database, cancellation);
        var wrong = new List<string>();
        Differ("inbound messages", receipts.Inbound.Count, inbound - _before.Inbound, wrong);
        Differ("sent messages", receipts.Sent.Count, sent - _before.Sent, wrong);
        None("acknowledged inbound messages are not there once", await Missing("missing_inbound.sql", receipts.Inbound.Select(sid => (sid, "")), cancellation), wrong);
        None("acknowledged sent messages are not there once", await Missing("missing_sent.sql", receipts.Sent.Select(id => (id, "")), cancellation), wrong);
        None("acknowledged reports are not there once", await Missing("missing_reports.sql", receipts.Reports, cancellation), wrong);
        None("conversations do not add up", await _database.Ask<long>(Resource.Text("counts.sql"), cancellation), wrong);
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

    private static async Task<(long Inbound, long Sent)> Count(Database database, CancellationToken cancellation) =>
        (await database.Read(Stored, row => (row.GetInt64(0), row.GetInt64(1)), cancellation))[0];

    private async Task<long> Missing(string question, IEnumerable<(Guid Id, string Word)> acknowledged, CancellationToken cancellation)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(cancellation);
        await Execute(connection, "create temp table if not exists acknowledged (id uuid not null, word text not null)", cancellation);
        await Execute(connection, "truncate acknowledged", cancellation);
        await using (var copy = await connection.BeginBinaryImportAsync("copy acknowledged from stdin (format binary)", cancellation))
        {
            foreach (var (id, word) in acknowledged)
            {
                await copy.StartRowAsync(cancellation);
                await copy.WriteAsync(id, NpgsqlDbType.Uuid, cancellation);
                await copy.WriteAsync(word, NpgsqlDbType.Text, cancellation);
            }

            await copy.CompleteAsync(cancellation);
        }

        await Execute(connection, "analyze acknowledged", cancellation);
        await using var ask = new NpgsqlCommand(Resource.Text(question), connection);
        return (long)(await ask.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
