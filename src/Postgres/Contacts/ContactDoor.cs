using Npgsql;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;

namespace OrleansSms.Postgres.Contacts;

/// <summary>
/// Who may do what with the book, and in whose turn. Reading and writing in it is every member's; what touches many, cannot be
/// seen by looking at one, or leaves the house is an administrator's.
/// </summary>
internal sealed class ContactDoor(NpgsqlDataSource database, ICallers callers, Roles roles)
{
    private const long Lock = 0x4F_72_6C_53_6D_73_05;

    public Task<Caller> Reader(CancellationToken cancellation) => Somebody(Scopes.Read, "This token may not read.", cancellation);

    public Task<Caller> Writer(CancellationToken cancellation) => Somebody(Scopes.Send, "This token may not change contacts.", cancellation);

    public async Task<Caller> Administrator(CancellationToken cancellation) =>
        callers.Current is var caller && caller.May(Scopes.Admin) && await roles.Of(caller.UserId, cancellation) >= Role.Admin
            ? caller
            : throw new RefusedException(Refusals.NotAllowed, "Ask an administrator for access to contacts.");

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

    private async Task<Caller> Somebody(Scopes scope, string refusal, CancellationToken cancellation)
    {
        var caller = callers.Current;
        return !caller.May(scope) ? throw new RefusedException(Refusals.InsufficientScope, refusal)
            : await roles.Of(caller.UserId, cancellation) is null ? throw new RefusedException(Refusals.NotAllowed, "Contacts are for members.")
            : caller;
    }
}
