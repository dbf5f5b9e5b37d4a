using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Audit;
using OrleansSms.Postgres.Audit;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Accounts;

/// <summary>Who a member is at an OpenID Connect provider: one account there for one account here.</summary>
public sealed class ProviderBook
{
    private readonly NpgsqlDataSource _database;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal ProviderBook(NpgsqlDataSource database, AuditLog audit, TimeProvider time) => (_database, _audit, _time) = (database, audit, time);

    /// <summary>Whose account it is; null: nobody's.</summary>
    public async Task<Guid?> MemberOf(string issuer, string subject, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand("select member_id from member_providers where issuer = $1 and subject = $2");
        command.Parameters.AddRange((NpgsqlParameter[])[Text(issuer), Text(subject)]);
        return await command.ReadOne(row => row.GetGuid(0), cancellation);
    }

    /// <summary>Links the two, with what the audit log tells of it.</summary>
    /// <returns>False: one of them is linked to another already.</returns>
    public async Task<bool> Link(Guid member, string issuer, string subject, AuditEntry told, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var insert = new NpgsqlCommand("""
            insert into member_providers (issuer, subject, member_id, linked_at) values ($1, $2, $3, $4) on conflict do nothing
            """, connection) { Parameters = { Text(issuer), Text(subject), Uuid(member), Time(_time.GetUtcNow()) } };
        if (await insert.ExecuteNonQueryAsync(cancellation) == 0)
        {
            return await MemberOf(issuer, subject, cancellation) == member;
        }

        await _audit.Write(connection, told, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    public Task<ImmutableArray<(string Issuer, DateTimeOffset LinkedAt)>> Of(Guid member, CancellationToken cancellation) => _database.Read(
        "select issuer, linked_at from member_providers where member_id = $1 order by linked_at, issuer",
        [Uuid(member)], row => (row.GetString(0), row.Time(1)), cancellation);

    /// <returns>False: there was no such link.</returns>
    public async Task<bool> Unlink(Guid member, string issuer, AuditEntry told, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var delete = new NpgsqlCommand("delete from member_providers where member_id = $1 and issuer = $2", connection)
        {
            Parameters = { Uuid(member), Text(issuer) },
        };
        if (await delete.ExecuteNonQueryAsync(cancellation) == 0)
        {
            return false;
        }

        await _audit.Write(connection, told, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
