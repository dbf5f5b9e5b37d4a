using Npgsql;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Outbox;

/// <summary>What lies in the database and should not lie there for long.</summary>
/// <param name="Waiting">Texts whose time has come; of every line ten thousand at most are counted.</param>
/// <param name="WaitingSince">When the oldest of them should have gone out.</param>
/// <param name="Posting">Texts that a sender has taken.</param>
/// <param name="InDoubt">Texts whose fate at the carrier is not known.</param>
/// <param name="Calls">Calls that have not ended.</param>
/// <param name="Tray">Webhooks that nobody understood and nobody settled.</param>
internal sealed record Backlog(long Waiting, DateTimeOffset? WaitingSince, long Posting, long InDoubt, DateTimeOffset? InDoubtSince, long Calls, long Tray)
{
    // What was put back after a try is due a little later, and as old as it was. The states are named as the index on what is taken has them, and the one meant again.
    private const string Sql = """
        select
          coalesce(sum(line.waiting), 0)::bigint, min(line.since), coalesce(sum(line.posting), 0)::bigint,
          (select count(*) from outbox o where o.state = 'in_doubt'),
          (select min(coalesce(o.doubted_at, o.entered_at)) from outbox o where o.state = 'in_doubt'),
          (select count(*) from calls k where k.ended_at is null),
          (select count(*) from (select from webhook_tray t where t.state = 'open' limit 10000) as open)
        from lines l cross join lateral (
          select
            (select count(*) from outbox o where o.line = l.number and o.state in ('claimed', 'stopped') and o.state = 'claimed') as posting,
            count(*) as waiting, min(w.since) as since
          from (
            select coalesce(o.send_at, o.entered_at) as since from outbox o
            where o.line = l.number and o.state in ('waiting', 'behind') and o.due_at <= $1 + interval '10 minutes'
              and coalesce(o.send_at, o.entered_at) <= $1
            limit 10000) as w) as line
        """;

    public static async Task<Backlog> Read(NpgsqlDataSource database, DateTimeOffset now, CancellationToken cancellation) => (await database.ReadOne(
        Sql, [Time(now)],
        row => new Backlog(row.GetInt64(0), row.OptionalTime(1), row.GetInt64(2), row.GetInt64(3), row.OptionalTime(4), row.GetInt64(5), row.GetInt64(6)), cancellation))!;
}
