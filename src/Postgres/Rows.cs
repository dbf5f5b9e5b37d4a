using System.Collections.Immutable;
using Npgsql;

namespace OrleansSms.Postgres;

/// <summary>Reading: one statement, its parameters, and how a row becomes a value.</summary>
internal static class Rows
{
    public static async Task<ImmutableArray<T>> Read<T>(
        this NpgsqlDataSource database, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.All(row, cancellation);
    }

    public static async Task<T?> ReadOne<T>(
        this NpgsqlDataSource database, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
        where T : class
    {
        var rows = await database.Read(sql, parameters, row, cancellation);
        return rows.FirstOrDefault();
    }

    public static async Task<int> Execute(
        this NpgsqlDataSource database, string sql, NpgsqlParameter[] parameters, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Null: the command found or changed nothing.</summary>
    public static async Task<T?> ReadOne<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
        where T : struct
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? row(reader) : null;
    }

    public static async Task<ImmutableArray<T>> All<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(row(reader));
        }

        return rows.DrainToImmutable();
    }

    public static T? Optional<T>(this NpgsqlDataReader reader, int column) where T : struct =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    public static string? OptionalText(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTimeOffset Time(this NpgsqlDataReader reader, int column) => new(reader.GetDateTime(column), TimeSpan.Zero);

    public static DateTimeOffset? OptionalTime(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.Time(column);
}
