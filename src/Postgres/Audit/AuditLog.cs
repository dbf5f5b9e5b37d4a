using Npgsql;
using OrleansSms.Audit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Audit;

/// <inheritdoc cref="IAuditLog"/>
/// <remarks>The database numbers and chains the rows, one writer at a time.</remarks>
internal sealed class AuditLog(NpgsqlDataSource database, TimeProvider time) : IAuditLog
{
    private const int LongestText = 1000;

    // Who it was is told as it was then: an address may change, an account may go.
    private const string Row = """
        insert into audit_log (at, action, user_id, who, subject, detail, address, token_id)
        select $1, $2, $3, (select email from users where id = $3), $4, $5, $6, $7
        """;

    public Task Write(AuditEntry entry, CancellationToken cancellation) => database.Execute(Row, Values(entry), cancellation);

    /// <summary>As part of a transaction of the caller's: what is told happens with the row, or not at all.</summary>
    public async Task Write(NpgsqlConnection connection, AuditEntry entry, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Row, connection);
        command.Parameters.AddRange(Values(entry));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The first use of a token from an address since then, whichever silo met it.</summary>
    /// <returns>False: it is written already.</returns>
    public async Task<bool> WriteFirstUse(AuditEntry use, DateTimeOffset since, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("select audit_turn()"));
        var insert = new NpgsqlBatchCommand($"""
            {Row}
            where not exists (
              select from audit_log where action = 'token-used' and token_id = $7 and address is not distinct from $6 and at >= $8)
            """);
        insert.Parameters.AddRange((NpgsqlParameter[])[.. Values(use), Time(since)]);
        batch.BatchCommands.Add(insert);
        await batch.ExecuteNonQueryAsync(cancellation);
        return insert.RecordsAffected > 0;
    }

    private NpgsqlParameter[] Values(AuditEntry entry) =>
    [
        Time(time.GetUtcNow()), Text(entry.Action), Uuid(entry.UserId), OptionalText(Fit(entry.Subject)), OptionalText(Fit(entry.Detail)),
        OptionalText(Fit(entry.Address)), Uuid(entry.TokenId),
    ];

    private static string? Fit(string? text) => text is null ? null : Storable.Of(text.Length > LongestText ? text[..LongestText] + "…" : text);
}
