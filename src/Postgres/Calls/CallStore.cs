using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Calls;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Commits;
using Polly;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Calls;

/// <inheritdoc cref="ICallStore"/>
internal sealed class CallStore(NpgsqlDataSource database, TimeProvider time) : ICallStore
{
    private const string Orders = "k.conversation_id, k.id, k.line, k.member_number, k.date_created, k.hang_up";
    private const int Most = 100;

    private readonly ResiliencePipeline _whereSafe = SafeRetries.Of(time);

    public Task<Call?> Find(Guid callId, CancellationToken cancellation) => database.ReadOne(
        $"select {CallRows.Columns} from calls k where k.id = $1", [Uuid(callId)], CallRows.Read, cancellation);

    public async Task<CallPlace?> FindBySid(string callSid, CancellationToken cancellation)
    {
        var found = await database.Read(
            "select conversation_id, id from calls where call_sid = $1", [Text(callSid)],
            row => new CallPlace(new(row.GetGuid(0)), row.GetGuid(1)), cancellation);
        return found.IsEmpty ? null : found[0];
    }

    public Task<ImmutableArray<Call>> FindBySids(ImmutableArray<string> callSids, CancellationToken cancellation) => database.Read(
        $"select {CallRows.Columns} from calls k where k.call_sid = any($1)", [new NpgsqlParameter<string[]> { TypedValue = [.. callSids] }], CallRows.Read, cancellation);

    public async Task<DateTimeOffset?> FirstArrival(string line, CancellationToken cancellation) => await database.Read(
        "select date_created from calls where line = $1 and direction = 'inbound' and not recovered order by date_created limit 1",
        [Text(line)], row => row.Time(0), cancellation) is [var first] ? first : null;

    public Task<ImmutableArray<Call>> Nameless(string line, DateTimeOffset since, CancellationToken cancellation) => database.Read($"""
        select {CallRows.Columns} from calls k where k.line = $1 and k.direction = 'outbound' and k.call_sid is null and k.date_created >= $2
        order by k.date_created
        """, [Text(line), Time(since)], CallRows.Read, cancellation);

    public async Task<ImmutableArray<CallOrder>> Claim(string line, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation) =>
        await _whereSafe.ExecuteAsync(async stop => await database.Read($"""
            update calls k set claimed_until = $2
            where (k.conversation_id, k.number) in (
              select c.conversation_id, c.number from calls c
              where c.line = $1 and c.ended_at is null and c.status = 'queued' and c.claimed_until is null and c.direction = 'outbound'
              order by c.date_created limit {Most} for update skip locked)
            returning {Orders}
            """, [Text(line), Time(now + lease)], Order, stop), cancellation);

    public async Task PutBack(Guid callId, CancellationToken cancellation) => await _whereSafe.ExecuteAsync(async stop =>
        await database.Execute("update calls set claimed_until = null where id = $1 and status = 'queued'", [Uuid(callId)], stop), cancellation);

    public Task<ImmutableArray<CallOrder>> Abandoned(string line, DateTimeOffset now, CancellationToken cancellation) => database.Read($"""
        select {Orders} from calls k where k.line = $1 and k.ended_at is null and k.status = 'queued' and k.claimed_until <= $2
        order by k.date_created limit {Most}
        """, [Text(line), Time(now)], Order, cancellation);

    public Task<ImmutableArray<Call>> ToHangUp(string line, CancellationToken cancellation) => database.Read($"""
        select {CallRows.Columns} from calls k where k.line = $1 and k.ended_at is null and k.hang_up and k.call_sid is not null
        order by k.date_updated limit {Most}
        """, [Text(line)], CallRows.Read, cancellation);

    public Task<ImmutableArray<Call>> Quiet(string line, DateTimeOffset since, int limit, CancellationToken cancellation) => database.Read($"""
        select {CallRows.Columns} from calls k where k.line = $1 and k.ended_at is null and k.date_updated <= $2
        order by k.date_updated limit $3
        """, [Text(line), Time(since), Int(limit)], CallRows.Read, cancellation);

    public Task<ImmutableArray<string>> LinesWithOpenCalls(CancellationToken cancellation) => database.Read(
        "select distinct line from calls where ended_at is null", [], row => row.GetString(0), cancellation);

    public Task<ImmutableArray<Call>> ToFetch(DateTimeOffset now, int limit, CancellationToken cancellation) => database.Read($"""
        select {CallRows.Columns} from calls k where k.recordings_due <= $1 order by k.recordings_due limit $2
        """, [Time(now), Int(limit)], CallRows.Read, cancellation);

    private static CallOrder Order(NpgsqlDataReader row) =>
        new(new(row.GetGuid(0)), row.GetGuid(1), row.GetString(2), row.GetString(3), row.Time(4), row.GetBoolean(5));
}
