using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.Postgres.Commits;
using Polly;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Outbox;

/// <inheritdoc cref="IOutbox"/>
internal sealed class OutboxStore(NpgsqlDataSource database, TimeProvider time) : IOutbox
{
    private const int MostAtATime = 100;
    private const int MostCounted = 10_000;
    private const int MostMeasured = 1_000;
    private const int Marks = 50;

    // Commits touch rows of many conversations in one transaction: to meet one crosswise is nobody's fault, and safely repeated.
    private readonly ResiliencePipeline _whereSafe = SafeRetries.Of(time);

    public async Task<OutboxClaim> Claim(string line, ClaimTerms terms, CancellationToken cancellation) =>
        await _whereSafe.ExecuteAsync(async stop => await OutboxClaims.Take(database, line, terms, stop), cancellation);

    public Task PutBack(Guid messageId, int attempt, DateTimeOffset due, CancellationToken cancellation) => Execute(
        "update outbox set state = 'waiting', due_at = $2, claimed_until = null where message_id = $1 and state = 'claimed' and attempt = $3",
        [Uuid(messageId), Time(due), Int(attempt)], cancellation);

    public Task Stop(ConversationId id, DateTimeOffset now, CancellationToken cancellation) => Execute("""
        update outbox o set state = 'stopped', claimed_until = $2 from conversations c
        where c.id = $1 and o.conversation_id = $1 and o.number <= c.stopped_through
          and o.state <> 'in_doubt' and o.state in ('waiting', 'behind')
        """, [Uuid(id.Value), Time(now)], cancellation);

    public Task<ImmutableArray<OutboxItem>> Abandoned(string line, DateTimeOffset now, CancellationToken cancellation) => database.Read($"""
        select {OutboxItems.Columns} from outbox o join sms_messages m on m.conversation_id = o.conversation_id and m.number = o.number
        where o.line = $1 and o.state in ('claimed', 'stopped') and o.claimed_until <= $2
        order by o.claimed_until, o.entered limit {MostAtATime}
        """, [Text(line), Time(now)], row => OutboxItems.Read(row, 0), cancellation);

    public async Task<DateTimeOffset?> NextDue(string line, CancellationToken cancellation)
    {
        var due = await database.Read("""
            select least(
              (select o.due_at from outbox o where o.line = $1 and o.state = 'waiting' order by o.due_at limit 1),
              (select o.claimed_until from outbox o where o.line = $1 and o.state in ('claimed', 'stopped') order by o.claimed_until limit 1))
            """, [Text(line)], row => row.OptionalTime(0), cancellation);
        return due[0];
    }

    // What is claimed may have lost its sender, and what is behind it waits for nobody else to notice.
    public Task<ImmutableArray<string>> LinesWithWork(DateTimeOffset now, CancellationToken cancellation) => database.Read("""
        select distinct line from outbox
        where state = 'waiting' and due_at <= $1 or state in ('behind', 'claimed', 'stopped')
        """, [Time(now)], row => row.GetString(0), cancellation);

    public async Task<OutboxBacklog> Backlog(string line, LinePace pace, DateTimeOffset now, CancellationToken cancellation)
    {
        // The line's own row comes always, with the oldest that waits beside it.
        var rows = await database.Read($"""
            select
              (select count(*) from (
                select from outbox o where o.line = $1 and o.state in ('waiting', 'behind') and o.due_at <= $2 limit {MostCounted}) as counted),
              p.at, coalesce(p.owed, 0), mark.due_at, mark.segments
            from (select) as always
            left join line_pace p on p.line = $1
            left join (
              select due_at, segments::int, row_number() over () as place, count(*) over () as measured from (
                select o.due_at, sum(m.num_segments) over (order by o.due_at, o.entered) as segments
                from (
                  select * from outbox o where o.line = $1 and o.state in ('waiting', 'behind') and o.due_at <= $2
                  order by o.due_at, o.entered limit {MostMeasured}) as o
                join sms_messages m on m.conversation_id = o.conversation_id and m.number = o.number
                order by o.due_at, o.entered) as measured) as mark
              on mark.place = 1 or mark.place = mark.measured or mark.place % greatest(1, mark.measured / {Marks}) = 0
            order by mark.place
            """, [Text(line), Time(now)], row => (
                Texts: (int)row.GetInt64(0), At: row.OptionalTime(1), Owed: row.GetDouble(2),
                Mark: row.OptionalTime(3) is { } due ? new QueueMark(due, row.GetInt32(4)) : (QueueMark?)null), cancellation);
        var (texts, at, owed, _) = rows[0];
        return new(texts, pace.OwedAfter(owed, now - (at ?? now)), [.. rows.Select(row => row.Mark).OfType<QueueMark>()]);
    }

    private async Task Execute(string sql, NpgsqlParameter[] parameters, CancellationToken cancellation) =>
        await _whereSafe.ExecuteAsync(async stop => await database.Execute(sql, [.. parameters.Select(parameter => parameter.Clone())], stop), cancellation);
}
