using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansSms.Postgres.Schema;

/// <summary>
/// Holds the start back until there is a database with our schema. Registered before Orleans, which gives up within a
/// second when it finds no database.
/// </summary>
public sealed partial class DatabaseStartup(
    [FromKeyedServices(DataSources.Owner)] NpgsqlDataSource database, SchemaMigrator schema, TimeProvider time, ILogger<DatabaseStartup> logger) : IHostedService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(125);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var complaint = new Complaint(time, logger);
        for (var pause = FirstPause; !await IsReady(complaint, cancellationToken); pause = Longer(pause))
        {
            await Task.Delay(pause, time, cancellationToken);
        }

        if (complaint.WasMade)
        {
            LogThere(logger);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> IsReady(Complaint complaint, CancellationToken cancellation)
    {
        try
        {
            await schema.Apply(database, cancellation);
            return true;
        }
        catch (NpgsqlException trouble) when (Complaint.IsAbout(trouble))
        {
            complaint.Make(trouble);
            return false;
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    [LoggerMessage(LogLevel.Information, "The database is there")]
    private static partial void LogThere(ILogger logger);
}
