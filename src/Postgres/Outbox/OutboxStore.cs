using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Outbox;

/// <inheritdoc cref="IOutbox"/>
internal sealed class OutboxStore(NpgsqlDataSource database) : IOutbox
{
    private const string ItemColumns = """
        o.message_id, o.conversation_id, m.from_number, m.to_number, m.body, m.media, m.num_segments, o.attempt, o.first_tried_at
        """;

    // Within a conversation nothing overtakes: what is with the carrier or waits for another try holds what came after it.
    // A text that its sender asked for later does not.
    private const string IsFirst = """
        not exists (
          select from outbox earlier
          where earlier.conversation_id = o.conversation_id and earlier.number < o.number and earlier.state <> 'in_doubt'
            and (earlier.send_at is null or earlier.send_at <= $2))
        """;

    public Task<OutboxItem?> Claim(string line, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation) => database.ReadOne($"""
        with next as (
          select o.message_id from outbox o
          where o.line = $1 and o.state = 'waiting' and o.due_at <= $2 and {IsFirst}
          order by o.entered limit 1
          for update skip locked),
        o as (
          update outbox set state = 'claimed', attempt = attempt + 1, claimed_until = $3, tried_at = $2,
            first_tried_at = coalesce(first_tried_at, $2)
          from next where outbox.message_id = next.message_id
          returning outbox.*)
        select {ItemColumns} from o join sms_messages m on m.conversation_id = o.conversation_id and m.number = o.number
        """, [Text(line), Time(now), Time(now + lease)], Item, cancellation);

    public Task PutBack(Guid messageId, int attempt, DateTimeOffset due, CancellationToken cancellation) => database.Execute(
        "update outbox set state = 'waiting', due_at = $2, claimed_until = null where message_id = $1 and state = 'claimed' and attempt = $3",
        [Uuid(messageId), Time(due), Int(attempt)], cancellation);

    public Task<ImmutableArray<OutboxItem>> Abandoned(string line, DateTimeOffset now, CancellationToken cancellation) => database.Read($"""
        select {ItemColumns} from outbox o join sms_messages m on m.conversation_id = o.conversation_id and m.number = o.number
        where o.line = $1 and o.state = 'claimed' and o.claimed_until <= $2
        """, [Text(line), Time(now)], Item, cancellation);

    public async Task<DateTimeOffset?> NextDue(string line, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = await database.Read($"""
            select min(case o.state when 'waiting' then o.due_at else o.claimed_until end) from outbox o
            where o.line = $1 and o.state <> 'in_doubt' and (o.state = 'claimed' or {IsFirst})
            """, [Text(line), Time(now)], row => row.OptionalTime(0), cancellation);
        return due[0];
    }

    public Task<ImmutableArray<string>> LinesWithWork(DateTimeOffset now, CancellationToken cancellation) => database.Read("""
        select distinct line from outbox
        where state = 'waiting' and due_at <= $1 or state = 'claimed' and claimed_until <= $1
        """, [Time(now)], row => row.GetString(0), cancellation);

    private static OutboxItem Item(NpgsqlDataReader row) => new(
        row.GetGuid(0), new ConversationId(row.GetGuid(1)), row.GetString(2), row.GetString(3), row.GetString(4),
        [.. MessageJson.ReadMedia(row.OptionalText(5)).Select(item => item.Url)], row.GetInt32(6), row.GetInt32(7), row.Time(8));
}
