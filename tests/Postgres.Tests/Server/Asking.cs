using Npgsql;
using OrleansSms.Postgres.Server;

namespace OrleansSms.Postgres.Tests.Server;

internal static class Asking
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task Execute(this PrivateServer server, string sql)
    {
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    public static async Task<T> Ask<T>(this PrivateServer server, string sql)
    {
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
