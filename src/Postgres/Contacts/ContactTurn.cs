using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Contacts;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Contacts;

/// <summary>One change to the book: what is read here stays as it is until the end.</summary>
internal sealed class ContactTurn(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    public NpgsqlConnection Connection => connection;

    /// <summary>A contact that is there, followed to the one it is part of now.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public async Task<StoredContact> Lock(Guid id, CancellationToken cancellation)
    {
        for (var at = id; ;)
        {
            var found = (await Lock([at], cancellation)).FirstOrDefault();
            if (found?.MergedInto is not { } kept)
            {
                return found is { IsLive: true } ? found : throw new RefusedException(Refusals.ContactNotFound, "This contact is not there any more.");
            }

            at = kept;
        }
    }

    /// <summary>As they lie there, also what is merged or deleted.</summary>
    public Task<ImmutableArray<StoredContact>> Lock(IReadOnlyList<Guid> ids, CancellationToken cancellation) =>
        Read("where c.id = any($1) order by c.id for update of c", [Columns.Uuids(ids, id => id)], cancellation);

    public Task<ImmutableArray<StoredContact>> LockOwners(IReadOnlyList<string> numbers, CancellationToken cancellation) => Read(
        "where c.id in (select o.contact_id from contact_numbers o where o.number = any($1)) order by c.id for update of c", [Columns.Texts(numbers, number => number)], cancellation);

    public Task Write(IReadOnlyList<StoredContact> contacts, CancellationToken cancellation) => ContactWrites.Write(connection, contacts, cancellation);

    public async Task<string?> NameOf(Guid userId, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select coalesce(display_name, email) from users where id = $1", connection) { Parameters = { Uuid(userId) } };
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    public Task Commit(CancellationToken cancellation) => transaction.CommitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<ImmutableArray<StoredContact>> Read(string which, NpgsqlParameter[] parameters, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select {ContactRows.Columns} from contacts c {which}", connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.All(ContactRows.Stored, cancellation);
    }
}
