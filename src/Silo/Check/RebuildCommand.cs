using Npgsql;
using OrleansSms.Postgres;
using OrleansSms.Postgres.Search;
using OrleansSms.Postgres.Server;
using OrleansSms.Silo.Database;

namespace OrleansSms.Silo.Check;

/// <summary><c>OrleansSms.Silo rebuild-search</c>: has running silos put everything into the index of searches again.</summary>
internal static class RebuildCommand
{
    private const string Name = "rebuild-search";

    public static bool IsAskedFor(string[] args) => args is [Name, ..];

    public static async Task<int> Run()
    {
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            await using var database = await LocalDatabase.StartWhenItHasData(builder, CancellationToken.None);
            var connectionString = builder.Configuration[PostgresSetup.ConnectionStringKey];
            if (string.IsNullOrEmpty(connectionString))
            {
                throw new SettingException("ConnectionStrings__Postgres is not set.");
            }

            await SearchRebuild.Run(connectionString, CancellationToken.None);
            Console.WriteLine("Everything waits to be put into the index of searches. Running silos do it, the oldest first; until then the older messages are not found.");
            return 0;
        }
        catch (Exception fault) when (fault is NpgsqlException or ArgumentException or SettingException or PrivateServerException)
        {
            await Console.Error.WriteLineAsync($"Could not begin: {(fault is NpgsqlException { InnerException: { } cause } ? cause.Message : fault.Message)}");
            return 1;
        }
    }
}
