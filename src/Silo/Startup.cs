using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OrleansSms.Postgres.Schema;
using OrleansSms.Postgres.Server;

namespace OrleansSms.Silo;

internal static class Startup
{
    /// <summary>Runs the host. What an operator can mend is told in one sentence instead of a stack trace.</summary>
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
    }
}
