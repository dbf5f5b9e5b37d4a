using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Grains.Ports;
using OrleansSms.Tray;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tray;

/// <inheritdoc cref="IOrphanStore"/>
internal sealed class OrphanStore(NpgsqlDataSource database) : IOrphanStore
{
    private const string Columns = "o.id, m.conversation_id, m.id, o.word, o.message_sid, o.error_code, o.carrier_date";

    // Only what we sent has a delivery.
    private const string Message = "sms_messages m on m.message_sid = o.message_sid and m.direction = 'outbound'";

    public Task Keep(OrphanReport orphan, CancellationToken cancellation)
    {
        var (report, raw) = orphan;
        return database.Execute("""
            insert into orphan_reports (id, message_sid, word, error_code, carrier_date, target, content_type, body, received_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict do nothing
            """,
            [
                Uuid(raw.Id), Text(report.MessageSid!), Text(report.Word), Int(report.ErrorCode), OptionalText(report.CarrierDate),
                Text(WebhookTray.Storable(raw.Target)), OptionalText(raw.ContentType), Text(WebhookTray.Storable(raw.Body)), Time(raw.ReceivedAt),
            ], cancellation);
    }

    public Task<ImmutableArray<FoundOrphan>> Found(string messageSid, CancellationToken cancellation) => database.Read(
        $"select {Columns} from orphan_reports o join {Message} where o.message_sid = $1 order by o.id", [Text(messageSid)], Read, cancellation);

    public async Task<OrphanRound> Look(Guid after, int limit, CancellationToken cancellation)
    {
        var looked = await database.Read($"""
            select {Columns} from (select * from orphan_reports where id > $1 order by id limit $2) o left join {Message} order by o.id
            """, [Uuid(after), Int(limit)], row => (Id: row.GetGuid(0), Found: row.IsDBNull(1) ? null : Read(row)), cancellation);
        return new([.. looked.Where(orphan => orphan.Found is not null).Select(orphan => orphan.Found!)], looked.Length < limit ? null : looked[^1].Id);
    }

    public Task Remove(Guid id, CancellationToken cancellation) =>
        database.Execute("delete from orphan_reports where id = $1", [Uuid(id)], cancellation);

    /// <summary>One statement: no callback is ever in neither place.</summary>
    public Task<int> GiveUp(DateTimeOffset before, string reason, int limit, CancellationToken cancellation) => database.Execute("""
        with gone as (
          delete from orphan_reports where id in (
            select id from orphan_reports where received_at < $1 order by received_at limit $3 for update skip locked)
          returning id, target, content_type, body, received_at)
        insert into webhook_tray (id, kind, target, content_type, body, reason, received_at)
        select id, 'status', target, content_type, body, $2, received_at from gone
        """, [Time(before), Text(reason), Int(limit)], cancellation);

    private static FoundOrphan Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        new(row.GetGuid(1)),
        new(row.GetGuid(2), row.GetString(3), row.GetString(4), row.Optional<int>(5), CarrierDate: row.OptionalText(6)));
}
