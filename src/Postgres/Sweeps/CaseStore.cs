using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Sweeps;

/// <inheritdoc cref="ICaseStore"/>
internal sealed class CaseStore(NpgsqlDataSource database) : ICaseStore
{
    public Task Open(string line, DateTimeOffset after, DateTimeOffset until, TimeSpan wait, CancellationToken cancellation) => database.Execute("""
        insert into open_cases (message_id, line, since, due_at)
        select m.id, $1, greatest(m.date_created, m.send_at), greatest(m.date_created, m.send_at) + $4
        from sms_messages m
        where m.date_created > $2 and m.date_created <= $3 and m.direction = 'outbound' and m.from_number = $1
          and m.status in ('scheduled', 'queued', 'in_doubt', 'accepted', 'sending', 'sent')
        on conflict (message_id) do nothing
        """, [Text(line), Time(after), Time(until), new NpgsqlParameter<TimeSpan> { TypedValue = wait }], cancellation);

    public Task<ImmutableArray<OpenCase>> Due(string line, DateTimeOffset now, int limit, CancellationToken cancellation) => database.Read("""
        select c.message_id, m.conversation_id, m.status, m.message_sid, c.since, m.date_sent, c.asked
        from open_cases c left join sms_messages m on m.id = c.message_id and m.direction = 'outbound'
        where c.line = $1 and c.due_at <= $2
        order by c.due_at limit $3
        """, [Text(line), Time(now), Int(limit)], row => new OpenCase(
        row.GetGuid(0), new(row.Optional<Guid>(1) ?? Guid.Empty), row.OptionalText(2) is { } status ? Word.Read<DeliveryStatus>(status) : null,
        row.OptionalText(3), row.Time(4), row.OptionalTime(5), row.GetInt32(6)), cancellation);

    public Task Postpone(Guid messageId, DateTimeOffset due, CancellationToken cancellation) => database.Execute(
        "update open_cases set due_at = $2, asked = asked + 1 where message_id = $1", [Uuid(messageId), Time(due)], cancellation);

    public Task Close(Guid messageId, CancellationToken cancellation) => database.Execute(
        "delete from open_cases where message_id = $1", [Uuid(messageId)], cancellation);
}
