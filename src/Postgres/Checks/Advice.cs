namespace OrleansSms.Postgres.Checks;

/// <summary>What to do, where several topics say the same.</summary>
internal static class Advice
{
    public const string Report =
        "Nothing mends this by itself. Take a backup (pg_dump), keep the logs of all silos around the time of these rows, and report it with these ids.";

    public const string Sender =
        "Is a silo running and ready? Its senders settle this within a minute or two. If they do not, look in its log for the line's sender.";
}
