using Npgsql;

namespace OrleansSms.Postgres.Search;

/// <summary>Has the index of searches made anew, for an operator.</summary>
public static class SearchRebuild
{
    /// <exception cref="NpgsqlException">The database could not be reached, or has nothing of ours.</exception>
    public static async Task Run(string connectionString, CancellationToken cancellation)
    {
        await using var database = DataSources.ForSearchIndex(new NpgsqlConnectionStringBuilder(connectionString));
        await new SearchIndex(database).Rebuild(cancellation);
    }
}
