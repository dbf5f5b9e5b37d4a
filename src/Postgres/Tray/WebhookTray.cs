using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Tray;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tray;

/// <inheritdoc cref="IWebhookTray"/>
internal sealed class WebhookTray(NpgsqlDataSource database) : IWebhookTray
{
    private const string Columns = "id, kind, target, content_type, body, reason, received_at, state, settled_at, tried_at, outcome";

    public Task Keep(TrayEntry entry, CancellationToken cancellation) => database.Execute("""
        insert into webhook_tray (id, kind, target, content_type, body, reason, received_at) values ($1, $2, $3, $4, $5, $6, $7)
        """,
        [
            Uuid(entry.Id), Text(entry.Kind), Text(Storable(entry.Target)), OptionalText(entry.ContentType), Text(Storable(entry.Body)),
            Text(entry.Reason), Time(entry.ReceivedAt),
        ], cancellation);

    public Task<TrayEntry?> Find(Guid id, CancellationToken cancellation) =>
        database.ReadOne($"select {Columns} from webhook_tray where id = $1", [Uuid(id)], Read, cancellation);

    public async Task<TrayList> List(TrayQuery query, CancellationToken cancellation)
    {
        var (side, order) = query.OldestFirst ? (">", "asc") : ("<", "desc");
        var after = query.After is null ? "" : $"and (received_at, id) {side} ($4, $5)";
        NpgsqlParameter[] states = [new() { Value = (string[])(query.State is { } state ? [Word.Of(state)] : [Word.Of(TrayState.Replayed), Word.Of(TrayState.Dismissed)]) }];
        NpgsqlParameter[] place = query.After is { } cursor ? [Time(cursor.ReceivedAt), Uuid(cursor.Id)] : [];
        var rows = await database.Read($"""
            select {Columns} from webhook_tray
            where state = any ($1) and ($2::text is null or kind = $2) and ($3::text is null or reason = $3) {after}
            order by received_at {order}, id {order} limit {query.Limit + 1}
            """, [.. states, OptionalText(query.Kind), OptionalText(query.Reason), .. place], Read, cancellation);
        return rows.Length <= query.Limit
            ? new(rows, null)
            : new(rows[..query.Limit], new(rows[query.Limit - 1].ReceivedAt, rows[query.Limit - 1].Id));
    }

    public Task<ImmutableArray<TrayReason>> Reasons(CancellationToken cancellation) => database.Read("""
        select kind, reason, count(*)::int from webhook_tray where state = 'open' group by kind, reason order by 3 desc, 1, 2
        """, [], row => new TrayReason(row.GetString(0), row.GetString(1), row.GetInt32(2)), cancellation);

    public async Task<bool> Settle(Guid id, TrayState from, TrayState to, string? outcome, DateTimeOffset now, CancellationToken cancellation) =>
        await database.Execute("""
            update webhook_tray set state = $3, outcome = coalesce($4, outcome), settled_at = case when $3 = 'open' then null else $5 end
            where id = $1 and state = $2
            """, [Uuid(id), Text(Word.Of(from)), Text(Word.Of(to)), OptionalText(outcome), Time(now)], cancellation) > 0;

    public Task Tried(Guid id, string outcome, DateTimeOffset now, CancellationToken cancellation) => database.Execute(
        "update webhook_tray set outcome = $2, tried_at = $3 where id = $1 and state = 'open'",
        [Uuid(id), Text(outcome), Time(now)], cancellation);

    // Two silos at it at once each take their own.
    public Task<int> Forget(DateTimeOffset settledBefore, int limit, CancellationToken cancellation) => database.Execute("""
        delete from webhook_tray where id in (
          select id from webhook_tray where state in ('replayed', 'dismissed') and settled_at < $1
          order by settled_at limit $2 for update skip locked)
        """, [Time(settledBefore), Int(limit)], cancellation);

    /// <summary>Postgres keeps no NUL in text; what came must be kept all the same.</summary>
    internal static string Storable(string text) => text.Replace('\0', '\uFFFD');

    private static TrayEntry Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.OptionalText(3), row.GetString(4), row.GetString(5), row.Time(6))
    {
        State = Word.Read<TrayState>(row.GetString(7))!.Value,
        SettledAt = row.OptionalTime(8),
        TriedAt = row.OptionalTime(9),
        Outcome = row.OptionalText(10),
    };
}
