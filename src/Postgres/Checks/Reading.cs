using Npgsql;

namespace OrleansSms.Postgres.Checks;

/// <summary>Reading a row that may not be readable.</summary>
internal static class Reading
{
    /// <summary>Null: the row holds what our reading does not understand.</summary>
    public static T? Try<T>(Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is not (NpgsqlException or IOException or OperationCanceledException))
        {
            // Whatever it is, a grain or a page would meet it too: that is the finding.
            return null;
        }
    }
}
