using Npgsql;

namespace OrleansSms.Postgres.Commits;

/// <summary>What a failed commit tells.</summary>
internal static class Refusal
{
    /// <summary>Something in the rows cannot be stored: data out of range, a broken constraint, a row too large.</summary>
    public static bool IsOfTheContent(PostgresException refused) =>
        refused.SqlState.AsSpan(0, 2) is "22" or "23" or "54";

    /// <summary>The keys that guard against doubles.</summary>
    public static bool IsKnownMessage(PostgresException refused) => refused is
    {
        SqlState: PostgresErrorCodes.UniqueViolation,
        ConstraintName: "sms_messages_sid" or "sms_messages_outbound_id" or "asides_id" or "calls_id" or "calls_sid",
    };

    /// <summary>Rolled back whole, because of what others did at the same moment: the same again may well succeed.</summary>
    public static bool IsOfTheMoment(PostgresException refused) =>
        refused.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>
    /// The server's own error means that nothing was written, except when it says that it goes away: that may have come
    /// after the commit. Without any word of it nothing is known.
    /// </summary>
    public static bool LeavesDoubt(Exception fault) => fault is not PostgresException told
        || (told.SqlState.AsSpan(0, 2) is "57" or "08" or "XX" && told.SqlState != PostgresErrorCodes.QueryCanceled);
}
