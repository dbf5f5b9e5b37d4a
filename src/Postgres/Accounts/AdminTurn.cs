using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Members;
using OrleansSms.Postgres.Audit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <summary>
/// One change to a member by another, alone in the cluster: two owners cannot take each other's role at the same moment.
/// Who asks and whom it is about are read here, not believed.
/// </summary>
internal sealed class AdminTurn : IAsyncDisposable
{
    private const long Lock = 0x4F_72_6C_53_6D_73_02;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private AdminTurn(NpgsqlConnection connection, NpgsqlTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    /// <summary>Who asks, as of now.</summary>
    public required Person By { get; init; }

    public static async Task<AdminTurn> Begin(NpgsqlDataSource database, Caller caller, CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        var transaction = await connection.BeginTransactionAsync(cancellation);
        await Execute(connection, "select pg_advisory_xact_lock($1)", [Long(Lock)], cancellation);
        var by = await Find(connection, caller.UserId, cancellation);
        var turn = new AdminTurn(connection, transaction) { By = by ?? new(caller.UserId, Role.Member, "", true) };
        if (by is { IsOff: false, Role: >= Role.Admin } && caller.May(Scopes.Admin))
        {
            return turn;
        }

        await turn.DisposeAsync();
        throw new RefusedException(Refusals.NotAllowed, "Only administrators and owners do this.");
    }

    /// <summary>The member it is about: somebody else, and nobody above who asks.</summary>
    public async Task<Person> Of(Guid member, CancellationToken cancellation)
    {
        var person = await Find(_connection, member, cancellation)
            ?? throw new RefusedException(Refusals.MemberNotFound, "This member is not there any more.");
        if (person.Id == By.Id)
        {
            throw await Owners(cancellation) == 1 && By.Role == Role.Owner
                ? new RefusedException(Refusals.LastOwner, "You are the only owner. Make somebody else one first, who can then change your account.")
                : new RefusedException(Refusals.OwnAccount, "Nobody changes this for themselves. Ask another owner or administrator.");
        }

        return person.Role <= By.Role ? person : throw new RefusedException(Refusals.NotAllowed, "Only an owner changes an owner.");
    }

    /// <summary>Nobody makes somebody more than they are.</summary>
    public void MayMake(Role role)
    {
        if (role > By.Role)
        {
            throw new RefusedException(Refusals.NotAllowed, "Only an owner makes an owner.");
        }
    }

    /// <summary>Nobody gives a line they do not have; an owner has all.</summary>
    public async Task MayGive(string line, CancellationToken cancellation)
    {
        var found = await Count(
            "select count(*) from lines where number = $1 and ($2 or exists (select from line_members where line = $1 and user_id = $3 and access = 'use'))",
            [Text(line), Bool(By.Role == Role.Owner), Uuid(By.Id)], cancellation);
        if (found == 0)
        {
            throw new RefusedException(Refusals.LineNotFound, "You can only give lines that you may use yourself.");
        }
    }

    public Task<int> Execute(string sql, NpgsqlParameter[] parameters, CancellationToken cancellation) => Execute(_connection, sql, parameters, cancellation);

    public async Task<ImmutableArray<T>> Read<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.All(row, cancellation);
    }

    /// <summary>Null: no row.</summary>
    public async Task<string?> One(string sql, NpgsqlParameter[] parameters, CancellationToken cancellation) =>
        (string?)await Scalar(sql, parameters, cancellation);

    /// <summary>With what the audit log tells of it, or not at all.</summary>
    public async Task Commit(AuditLog audit, AuditEntry entry, CancellationToken cancellation)
    {
        if (await Owners(cancellation) == 0)
        {
            throw new RefusedException(Refusals.LastOwner, "There has to be an owner.");
        }

        await audit.Write(_connection, entry, cancellation);
        await _transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private Task<long> Owners(CancellationToken cancellation) =>
        Count("select count(*) from users where role = 'owner' and disabled_at is null", [], cancellation);

    private async Task<long> Count(string sql, NpgsqlParameter[] parameters, CancellationToken cancellation) =>
        (long)(await Scalar(sql, parameters, cancellation))!;

    private async Task<object?> Scalar(string sql, NpgsqlParameter[] parameters, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteScalarAsync(cancellation);
    }

    private static async Task<Person?> Find(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select id, role, email, disabled_at is not null from users where id = $1", connection) { Parameters = { Uuid(id) } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(reader.GetGuid(0), Word.Read<Role>(reader.GetString(1))!.Value, reader.GetString(2), reader.GetBoolean(3))
            : null;
    }

    private static async Task<int> Execute(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    internal sealed record Person(Guid Id, Role Role, string Email, bool IsOff);
}
