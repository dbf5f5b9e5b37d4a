using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Grains.Ports;
using OrleansSms.Lines;
using OrleansSms.Operations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Operations;

/// <inheritdoc cref="IOperationsBook"/>
internal sealed class OperationsBook(NpgsqlDataSource database) : IOperationsBook
{
    private const int MostCounted = 10_000;

    public async Task<ImmutableArray<LineOutbox>> Outbox(DateTimeOffset now, CancellationToken cancellation)
    {
        // Each count goes along an index, and stops: whoever looks must not be a load themselves.
        var lines = await database.Read($"""
            select l.number, l.name, waiting.count, waiting.since, later.count, taken.count, doubts.count, calls.queued, calls.in_doubt
            from lines l
            cross join lateral (
              select count(*), min(due_at) as since from (
                select due_at from outbox o where o.line = l.number and o.state in ('waiting', 'behind') and o.due_at <= $1 limit {MostCounted}) o) waiting
            cross join lateral (
              select count(*) filter (where attempt > 0) from (
                select attempt from outbox o where o.line = l.number and o.state in ('waiting', 'behind') and o.due_at > $1 limit {MostCounted}) o) later
            cross join lateral (
              select count(*) from (
                select from outbox o where o.line = l.number and o.state in ('claimed', 'stopped') limit {MostCounted}) o) taken
            cross join lateral (
              select count(*) from (select from outbox o where o.line = l.number and o.state = 'in_doubt' limit {MostCounted}) o) doubts
            cross join lateral (
              select count(*) filter (where status = 'queued') as queued, count(*) filter (where status = 'in_doubt') as in_doubt from (
                select status from calls c where c.line = l.number and c.ended_at is null limit {MostCounted}) c) calls
            order by l.created_at, l.number
            """, [Time(now)], row => new LineOutbox(
                row.GetString(0), row.OptionalText(1), (int)row.GetInt64(2), row.OptionalTime(3), (int)row.GetInt64(4), (int)row.GetInt64(5),
                (int)row.GetInt64(6), (int)row.GetInt64(7), (int)row.GetInt64(8)), cancellation);
        return [.. lines.Where(line => !line.IsEmpty)];
    }

    public Task<ImmutableArray<OpenDoubt>> Doubts(Guid userId, int limit, CancellationToken cancellation) => database.Read("""
        select o.message_id, false, o.conversation_id, o.line, c.contact, coalesce(o.doubted_at, o.entered_at) as since, o.attempt, o.look_ups,
          nullif(o.next_look_up, 'infinity'), coalesce(o.next_look_up = 'infinity', false), m.access
        from line_members m join outbox o on o.line = m.line join conversations c on c.id = o.conversation_id
        where m.user_id = $1 and o.state = 'in_doubt'
        union all
        select k.id, true, k.conversation_id, k.line, c.contact, k.date_updated, 1, 0, null, false, m.access
        from line_members m join calls k on k.line = m.line join conversations c on c.id = k.conversation_id
        where m.user_id = $1 and k.ended_at is null and k.status = 'in_doubt'
        order by since, 1 limit $2
        """, [Uuid(userId), Int(limit)], row => new OpenDoubt(
            row.GetGuid(0), row.GetBoolean(1), new(row.GetGuid(2)), row.GetString(3), row.GetString(4), row.Time(5), row.GetInt32(6), row.GetInt32(7),
            row.OptionalTime(8), row.GetBoolean(9), row.GetString(10) == Word.Of(LineAccess.Use)), cancellation);

    public Task<ImmutableArray<string>> Lines(Guid? userId, CancellationToken cancellation) => database.Read("""
        select number from lines where $1 is null or exists (select from line_members where line = number and user_id = $1) order by created_at, number
        """, [Uuid(userId)], row => row.GetString(0), cancellation);

    // A text that is held for its writer to take back, or scheduled, was never tried and keeps its time.
    public Task<int> HurryTries(string line, DateTimeOffset now, CancellationToken cancellation) => database.Execute(
        "update outbox set due_at = $2 where line = $1 and state = 'waiting' and due_at > $2 and attempt > 0", [Text(line), Time(now)], cancellation);

    public Task<int> HurryLookUps(string line, DateTimeOffset now, CancellationToken cancellation) => database.Execute(
        "update outbox set next_look_up = $2 where line = $1 and state = 'in_doubt' and (next_look_up is null or next_look_up > $2)", [Text(line), Time(now)], cancellation);
}
