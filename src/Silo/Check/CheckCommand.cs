using System.Runtime.InteropServices;
using Npgsql;
using OrleansSms.Postgres;
using OrleansSms.Postgres.Checks;
using OrleansSms.Postgres.Schema;
using OrleansSms.Postgres.Server;
using OrleansSms.Silo.Database;

namespace OrleansSms.Silo.Check;

/// <summary><c>OrleansSms.Silo check</c>: looks at the database and tells an operator what does not agree in it.</summary>
internal static class CheckCommand
{
    private const string Name = "check";
    private const int Sound = 0;
    private const int Findings = 1;
    private const int CouldNotCheck = 2;

    public static bool IsAskedFor(string[] args) => args is [Name, ..];

    public static async Task<int> Run(string[] args)
    {
        var (arguments, wrong) = CheckArguments.Read(args);
        if (arguments is null)
        {
            await Console.Error.WriteLineAsync($"{wrong}\n\n{CheckArguments.Usage}");
            return CouldNotCheck;
        }

        if (arguments.WantsHelp)
        {
            Console.WriteLine(CheckArguments.Usage);
            return Sound;
        }

        using var stopping = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await Look(arguments, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before the end.");
        }
        catch (Exception fault) when (fault is NpgsqlException or ArgumentException or SettingException or PrivateServerException or SchemaException)
        {
            await Console.Error.WriteLineAsync($"Could not check: {Sentence(fault)}");
        }

        return CouldNotCheck;

        // The private server is left properly before we end.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    private static async Task<int> Look(CheckArguments arguments, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        await using var database = await LocalDatabase.StartWhenItHasData(builder, cancellation);
        var connectionString = builder.Configuration[PostgresSetup.ConnectionStringKey];
        if (string.IsNullOrEmpty(connectionString))
        {
            throw new SettingException("ConnectionStrings__Postgres is not set.");
        }

        using var progress = new ProgressLine();
        var report = await Checkup.Run(connectionString, arguments.Limits, progress, cancellation);
        progress.Clear();
        Console.Out.Write(arguments.WantsJson ? ReportJson.Write(report) : ReportText.Write(report));
        return !report.IsComplete ? CouldNotCheck : report.IsSound ? Sound : Findings;
    }

    private static string Sentence(Exception fault) => fault is NpgsqlException { InnerException: { } cause } ? cause.Message : fault.Message;
}
