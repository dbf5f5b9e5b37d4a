using Npgsql;

namespace OrleansSms.Postgres.Contacts;

/// <summary>Whose turn it is to change the book, over all silos.</summary>
internal sealed class ContactTurns(NpgsqlDataSource database)
{
    private const long Lock = 0x4F_72_6C_53_6D_73_05;

    /// <summary>A transaction for one contact, beside others of its kind.</summary>
    public Task<ContactTurn> One(CancellationToken cancellation) => Begin("pg_advisory_xact_lock_shared", cancellation);

    /// <summary>A transaction for many contacts, alone: nobody waits for anybody in a circle.</summary>
    public Task<ContactTurn> Many(CancellationToken cancellation) => Begin("pg_advisory_xact_lock", cancellation);

    private async Task<ContactTurn> Begin(string take, CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        var turn = new ContactTurn(connection, await connection.BeginTransactionAsync(cancellation));
        try
        {
            await ContactWrites.Execute(connection, $"select {take}($1)", [Parameters.Long(Lock)], cancellation);
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }
}
