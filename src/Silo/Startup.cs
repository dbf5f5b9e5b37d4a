using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansSms.Postgres.Schema;
using OrleansSms.Postgres.Server;

namespace OrleansSms.Silo;

internal static class Startup
{
    /// <summary>Runs the program. What an operator can mend is told in one sentence instead of a stack trace.</summary>
    public static async Task<int> OrTellWhy(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception fault) when (fault is SettingException or OptionsValidationException or ValidationException or PrivateServerException or SchemaException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
        catch (NpgsqlException gone)
        {
            // It was there when we looked; Orleans gives up at the first question that is not answered.
            await Console.Error.WriteLineAsync($"The silo could not start, because the database went away meanwhile. Start it again, it waits for the database. {gone.Message}");
            return 1;
        }
        catch (Exception fault)
        {
            // The top of the program: an end with a code, not an abort, and whoever keeps us running starts us again.
            await Console.Error.WriteLineAsync($"The silo could not start. {fault}");
            return 1;
        }
    }

    /// <summary>
    /// Runs the host until it is told to stop. One that fails to start may have joined the cluster already: it ends with the
    /// process, at once, and is not taken apart first, because the others would call it while half of it is gone.
    /// </summary>
    public static async Task Run(IHost host)
    {
        await host.StartAsync();
        try
        {
            await host.WaitForShutdownAsync();
        }
        finally
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }
}
