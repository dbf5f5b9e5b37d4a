using Npgsql;

namespace OrleansSms.Bench.Stage;

/// <summary>One database, asked by the benchmark itself.</summary>
internal sealed class Database(string connectionString) : IAsyncDisposable
{
    private const int LongestQuestion = 3600; // seconds; a recount of everything is one

    public string ConnectionString => connectionString;

    public NpgsqlDataSource DataSource { get; } =
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = LongestQuestion });

    public async Task Execute(string sql, CancellationToken cancellation)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<T> Ask<T>(string sql, CancellationToken cancellation)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync(cancellation) is T value ? value : throw new BenchException($"No answer to: {sql}");
    }

    public async Task<List<T>> Read<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        await using var command = DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public ValueTask DisposeAsync() => DataSource.DisposeAsync();
}
