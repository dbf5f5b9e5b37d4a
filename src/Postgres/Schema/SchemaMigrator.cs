using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansSms.Postgres.Schema;

/// <summary>Brings a database to the schema of this build; safe with any number of silos doing it at once.</summary>
public sealed partial class SchemaMigrator
{
    private readonly IReadOnlyList<SqlScript> _scripts;
    private readonly ILogger<SchemaMigrator> _logger;

    public SchemaMigrator(ILogger<SchemaMigrator> logger)
        : this(SqlScripts.Embedded, logger)
    {
    }

    internal SchemaMigrator(IReadOnlyList<SqlScript> scripts, ILogger<SchemaMigrator> logger)
    {
        _scripts = [.. scripts.OrderBy(script => script.Number)];
        _logger = logger;
        if (_scripts.CountBy(script => script.Number).FirstOrDefault(count => count.Value > 1) is { Value: > 1 } twice)
        {
            throw new SchemaException($"Two scripts have the number {twice.Key:000}.");
        }
    }

    /// <summary>Applies what is missing, in order, each script in a transaction of its own.</summary>
    public async Task Apply(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (!await SchemaVersions.Exist(connection, cancellation))
        {
            await using var transaction = await SchemaVersions.Lock(connection, cancellation);
            await SchemaVersions.Create(connection, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        while (await Missing(connection, cancellation) is { } next)
        {
            await using var transaction = await SchemaVersions.Lock(connection, cancellation);
            // Another silo may have done it while we waited for the lock.
            if (await Missing(connection, cancellation) is { } still && still.Number == next.Number)
            {
                await Run(still, connection, cancellation);
                await transaction.CommitAsync(cancellation);
                LogApplied(_logger, still.File);
            }
        }

        if (await SchemaVersions.Newest(connection, cancellation) is { } newest && newest > (_scripts.Count == 0 ? 0 : _scripts[^1].Number))
        {
            LogNewer(_logger, newest, _scripts.Count == 0 ? 0 : _scripts[^1].Number);
        }
    }

    /// <summary>Whether every script of this build is applied, as it stands in this build.</summary>
    public async Task<bool> IsCurrent(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (!await SchemaVersions.Exist(connection, cancellation))
        {
            return false;
        }

        var applied = await SchemaVersions.Read(connection, cancellation);
        return _scripts.All(script => applied.TryGetValue(script.Number, out var there) && there.Sha256 == script.Sha256);
    }

    /// <summary>The first script to apply, after a look at those that were.</summary>
    private async Task<SqlScript?> Missing(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var applied = await SchemaVersions.Read(connection, cancellation);
        foreach (var script in _scripts)
        {
            if (applied.TryGetValue(script.Number, out var there) && there.Sha256 != script.Sha256)
            {
                throw new SchemaException(
                    $"{script.File} is not the script that was applied to this database (as {there.Number:000}_{there.Name}.sql): put it back as it was, and write a new script for the change.");
            }
        }

        var next = _scripts.FirstOrDefault(script => !applied.ContainsKey(script.Number));
        if (next is not null && applied.Keys.DefaultIfEmpty().Max() is var last && last > next.Number)
        {
            throw new SchemaException($"{next.File} was never applied, though {last:000} was: give it a number above all others.");
        }

        return next;
    }

    private static async Task Run(SqlScript script, NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            // A script may rewrite a large table: it takes the time it takes.
            await using var command = new NpgsqlCommand(script.Text, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException failed) when (!failed.IsTransient)
        {
            throw new SchemaException($"{script.File} failed and left nothing behind: {failed.MessageText}", failed);
        }

        await SchemaVersions.Add(script, connection, cancellation);
    }

    [LoggerMessage(LogLevel.Information, "Applied {Script}")]
    private static partial void LogApplied(ILogger logger, string script);

    [LoggerMessage(LogLevel.Warning, "The database has the schema of a newer build ({Newest:000}, ours is {Ours:000}): right during a rolling upgrade, wrong otherwise")]
    private static partial void LogNewer(ILogger logger, int newest, int ours);
}
