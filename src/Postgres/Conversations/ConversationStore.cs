using System.Collections.Immutable;
using Npgsql;
using Orleans.Storage;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Outbox;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Conversations;

/// <summary>Conversations as rows; every change is one transaction, guarded by the head's version.</summary>
internal sealed class ConversationStore(NpgsqlDataSource database) : IConversationStore, IMessageDirectory
{
    public async Task<StoredConversation?> Load(ConversationId id, int newest, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new($"select {HeadRows.Columns} from conversations c where c.id = $1") { Parameters = { Uuid(id.Value) } });
        batch.BatchCommands.Add(PageBefore(id, int.MaxValue, newest));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return null;
        }

        var head = HeadRows.Read(reader);
        await reader.NextResultAsync(cancellation);
        return new(head, await reader.All(MessageRows.Read, cancellation));
    }

    public async Task<bool> Commit(ConversationChange change, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var batch = Statements(connection, transaction, change);
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException refused) when (IsKnownMessage(refused))
        {
            return false;
        }

        if (batch.BatchCommands[0].RecordsAffected == 0)
        {
            throw new InconsistentStateException($"Conversation {change.Head.Id} is not at version {change.Head.Version - 1} any more.");
        }

        await transaction.CommitAsync(cancellation);
        return true;
    }

    public Task<Message?> Find(ConversationId id, Guid messageId, CancellationToken cancellation) => database.ReadOne(
        $"select {MessageRows.Columns} from sms_messages m where m.id = $1 and m.direction = 'outbound' and m.conversation_id = $2",
        [Uuid(messageId), Uuid(id.Value)], MessageRows.Read, cancellation);

    public Task<Message?> FindOutbound(Guid messageId, CancellationToken cancellation) => database.ReadOne(
        $"select {MessageRows.Columns} from sms_messages m where m.id = $1 and m.direction = 'outbound'",
        [Uuid(messageId)], MessageRows.Read, cancellation);

    public Task<MessagePlace?> FindBySid(string messageSid, CancellationToken cancellation) => database.ReadOne(
        """
        select conversation_id, id from sms_messages where message_sid = $1
        union all select conversation_id, message_id from doubles where message_sid = $1
        """,
        [Text(messageSid)], row => new MessagePlace(new(row.GetGuid(0)), row.GetGuid(1)), cancellation);

    public async Task<ImmutableArray<Message>> Page(ConversationId id, int before, int limit, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(PageBefore(id, before, limit));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await reader.All(MessageRows.Read, cancellation);
    }

    private static NpgsqlBatch Statements(NpgsqlConnection connection, NpgsqlTransaction transaction, ConversationChange change)
    {
        var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { HeadRows.Write(change.Head) } };
        if (change.Message is { } message)
        {
            batch.BatchCommands.Add(MessageRows.Write(message));
            if (OutboxRows.Step(change.Outbox, change.Head.Line, message) is { } step)
            {
                batch.BatchCommands.Add(step);
            }
        }

        if (change.Read is { } read)
        {
            batch.BatchCommands.Add(WriteReadPosition(change.Head.Id, read));
        }

        return batch;
    }

    private static NpgsqlBatchCommand PageBefore(ConversationId id, int before, int limit) => new($"""
        select * from (
          select {MessageRows.Columns} from sms_messages m
          where m.conversation_id = $1 and m.number < $2
          order by m.number desc limit $3) as newest_first
        order by number
        """)
    {
        Parameters = { Uuid(id.Value), Int(before), Int(limit) },
    };

    private static NpgsqlBatchCommand WriteReadPosition(ConversationId id, ReadPosition read) => new("""
        insert into read_positions (user_id, conversation_id, inbound_count) values ($1, $2, $3)
        on conflict (user_id, conversation_id) do update
          set inbound_count = greatest(read_positions.inbound_count, excluded.inbound_count)
        """)
    {
        Parameters = { Uuid(read.UserId), Uuid(id.Value), Int(read.InboundCount) },
    };

    private static bool IsKnownMessage(PostgresException refused) => refused is
    {
        SqlState: PostgresErrorCodes.UniqueViolation,
        ConstraintName: "sms_messages_sid" or "sms_messages_outbound_id",
    };
}
