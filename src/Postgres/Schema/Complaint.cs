using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansSms.Postgres.Schema;

/// <summary>Says why the start waits: at once when the reason is new, then every ten seconds.</summary>
internal sealed partial class Complaint(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private long _last;
    private string? _reason;

    public bool WasMade => _reason is not null;

    /// <summary>What an operator can mend while we wait, or what passes by itself. Everything else stops the start.</summary>
    public static bool IsAbout(NpgsqlException trouble) => trouble is not PostgresException answer || answer.IsTransient || IsRefusal(answer);

    public void Make(NpgsqlException trouble)
    {
        var reason = (trouble as PostgresException)?.SqlState ?? "";
        if (reason == _reason && time.GetElapsedTime(_last) < Interval)
        {
            return;
        }

        (_last, _reason) = (time.GetTimestamp(), reason);
        if (trouble is PostgresException answer && IsRefusal(answer))
        {
            LogRefused(logger, answer.MessageText, answer.SqlState);
        }
        else
        {
            LogWaiting(logger, trouble.InnerException?.Message ?? trouble.Message);
        }
    }

    private static bool IsRefusal(PostgresException answer) =>
        answer.SqlState.StartsWith("28", StringComparison.Ordinal) || answer.SqlState == PostgresErrorCodes.InvalidCatalogName;

    [LoggerMessage(LogLevel.Error, "The database server refuses us: {Answer} ({SqlState}). Check ConnectionStrings__Postgres, or the role and database it names; trying on")]
    private static partial void LogRefused(ILogger logger, string answer, string sqlState);

    [LoggerMessage(LogLevel.Warning, "Waiting for the database of ConnectionStrings__Postgres: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string reason);
}
