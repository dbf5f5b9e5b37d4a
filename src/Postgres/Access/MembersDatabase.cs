using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Access;

/// <summary>
/// Questions on behalf of a member, asked as a role that sees only what the member may see (sql/010_roles.sql). There is
/// no way to ask without naming one.
/// </summary>
internal sealed class MembersDatabase([FromKeyedServices(DataSources.Members)] NpgsqlDataSource database)
{
    public async Task<ImmutableArray<T>> Read<T>(
        Guid userId, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        // One round trip and one transaction, and the member's name ends with it.
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("select set_config('orleanssms.user_id', $1, true)") { Parameters = { Text(userId.ToString()) } });
        var question = new NpgsqlBatchCommand(sql);
        question.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(question);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return await reader.All(row, cancellation);
    }
}
