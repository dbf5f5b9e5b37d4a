using System.Collections.Immutable;
using System.Data;
using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Outbox;

/// <inheritdoc cref="IDoubts"/>
internal sealed class DoubtStore(NpgsqlDataSource database) : IDoubts
{
    private const string Columns = """
        o.message_id, o.conversation_id, m.from_number, m.to_number, m.body, m.media, o.attempt, coalesce(o.tried_at, o.first_tried_at, o.entered_at),
        o.look_ups, o.state = 'claimed'
        """;

    private const string WithMessages = "outbox o join sms_messages m on m.conversation_id = o.conversation_id and m.number = o.number";

    // The first look-up of a doubt follows from when it began.
    private const string DueAt = "coalesce(o.next_look_up, coalesce(o.doubted_at, o.entered_at) + $1)";

    public Task<ImmutableArray<Doubt>> Due(string line, DateTimeOffset now, TimeSpan first, CancellationToken cancellation) => database.Read($"""
        select {Columns} from {WithMessages}
        where o.line = $2 and o.state = 'in_doubt' and {DueAt} <= $3
        order by {DueAt} limit 100
        """, [Span(first), Text(line), Time(now)], Read, cancellation);

    public async Task<DateTimeOffset?> NextLookUp(string line, TimeSpan first, CancellationToken cancellation)
    {
        var next = await database.Read($"""
            select min({DueAt}) from outbox o
            where o.line = $2 and o.state = 'in_doubt' and o.next_look_up is distinct from 'infinity'
            """, [Span(first), Text(line)], row => row.OptionalTime(0), cancellation);
        return next[0];
    }

    public Task<ImmutableArray<string>> LinesToLookUp(DateTimeOffset now, TimeSpan first, CancellationToken cancellation) => database.Read($"""
        select distinct o.line from outbox o where o.state = 'in_doubt' and {DueAt} <= $2
        """, [Span(first), Time(now)], row => row.GetString(0), cancellation);

    public async Task<Unsettled> Unsettled(ConversationId conversation, IReadOnlyCollection<string> sids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // One snapshot: a message that is named between two of them would be neither under way nor known.
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using var batch = new NpgsqlBatch(connection, moment)
        {
            BatchCommands =
            {
                new($"select {Columns} from {WithMessages} where o.conversation_id = $1 and (o.state = 'in_doubt' or o.state = 'claimed') order by o.tried_at, o.number")
                {
                    Parameters = { Uuid(conversation.Value) },
                },
                new("""
                    select message_sid from sms_messages where message_sid = any ($1)
                    union all select message_sid from doubles where message_sid = any ($1)
                    """)
                {
                    Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. sids] } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var doubts = await reader.All(Read, cancellation);
        await reader.NextResultAsync(cancellation);
        return new(doubts, [.. await reader.All(row => row.GetString(0), cancellation)]);
    }

    public Task LookedUp(Doubt doubt, int done, DateTimeOffset? next, CancellationToken cancellation) => database.Execute("""
        update outbox set look_ups = $3, next_look_up = coalesce($4, 'infinity')
        where message_id = $1 and state = 'in_doubt' and attempt = $2
        """, [Uuid(doubt.MessageId), Int(doubt.Attempt), Int(done), Time(next)], cancellation);

    public Task KeepDouble(string messageSid, MessagePlace message, CancellationToken cancellation) => database.Execute(
        "insert into doubles (message_sid, conversation_id, message_id) values ($1, $2, $3) on conflict (message_sid) do nothing",
        [Text(messageSid), Uuid(message.ConversationId.Value), Uuid(message.MessageId)], cancellation);

    private static Doubt Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), new(row.GetGuid(1)), row.GetString(2), row.GetString(3), row.GetString(4), MessageJson.ReadMedia(row.OptionalText(5)).Length,
        row.GetInt32(6), row.Time(7), row.GetInt32(8), row.GetBoolean(9));
}
