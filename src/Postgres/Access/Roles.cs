using Npgsql;
using OrleansSms.Grains.Ports;
using OrleansSms.Members;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Access;

/// <inheritdoc cref="IRoles"/>
internal sealed class Roles(NpgsqlDataSource database, AccessCache cache) : IRoles
{
    public async Task<Role?> Of(Guid userId, CancellationToken cancellation) => (await cache.Get(
        new RoleOf(userId),
        asked => database.ReadOne("select role from users where id = $1", [Uuid(asked.UserId)], row => row.GetString(0), cancellation))) is { } word
            ? Word.Read<Role>(word)
            : null;

    private readonly record struct RoleOf(Guid UserId);
}
