using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Calls;
using OrleansSms.Postgres.Commits;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Conversations;

/// <summary>Conversations as rows. Commits go out in groups; questions are asked one by one.</summary>
internal sealed class ConversationStore(NpgsqlDataSource database, GroupCommit commits) : IConversationStore, IMessageDirectory
{
    public Task<ConversationHead?> Load(ConversationId id, CancellationToken cancellation) => database.ReadOne(
        $"select {HeadRows.Columns} from conversations c where c.id = $1", [Uuid(id.Value)], HeadRows.Read, cancellation);

    public Task<bool> Commit(ImmutableArray<ConversationChange> changes, CancellationToken cancellation) =>
        changes is [{ Deleted: { } deleted } change] ? TextDeletion.Write(database, change.Head, deleted) : commits.Write(changes);

    public Task<ImmutableArray<Message>> Find(ConversationId id, IReadOnlyCollection<Guid> messageIds, CancellationToken cancellation) => database.Read(
        $"select {MessageRows.Columns} from sms_messages m where m.id = any ($1) and m.direction = 'outbound' and m.conversation_id = $2",
        [Columns.Uuids([.. messageIds], messageId => messageId), Uuid(id.Value)], MessageRows.Read, cancellation);

    public Task<Message?> FindOutbound(Guid messageId, CancellationToken cancellation) => database.ReadOne(
        $"select {MessageRows.Columns} from sms_messages m where m.id = $1 and m.direction = 'outbound'",
        [Uuid(messageId)], MessageRows.Read, cancellation);

    public Task<MessagePlace?> FindBySid(string messageSid, CancellationToken cancellation) => database.ReadOne(
        """
        select conversation_id, id from sms_messages where message_sid = $1
        union all select conversation_id, message_id from doubles where message_sid = $1
        """,
        [Text(messageSid)], row => new MessagePlace(new(row.GetGuid(0)), row.GetGuid(1)), cancellation);

    public Task<ImmutableArray<Message>> UntilReply(ConversationId id, CancellationToken cancellation) => database.Read($"""
        select {MessageRows.Columns} from outbox o join sms_messages m on m.conversation_id = o.conversation_id and m.number = o.number
        where o.conversation_id = $1 and o.state <> 'in_doubt' and o.state in ('waiting', 'behind') and m.cancel_on_reply and m.status = 'scheduled'
        order by o.number
        """, [Uuid(id.Value)], MessageRows.Read, cancellation);

    public async Task<ImmutableArray<IEntry>> Entries(ConversationId id, IReadOnlyCollection<int> numbers, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Numbered($"select {MessageRows.Columns} from sms_messages m", "m", id, numbers));
        batch.BatchCommands.Add(Numbered($"select {AsideRows.Columns} from asides a", "a", id, numbers));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var messages = await reader.All(MessageRows.Read, cancellation);
        await reader.NextResultAsync(cancellation);
        return [.. messages, .. await reader.All(AsideRows.Read, cancellation)];
    }

    public Task<Aside?> FindNote(ConversationId id, Guid noteId, CancellationToken cancellation) => database.ReadOne(
        $"select {AsideRows.Columns} from asides a where a.id = $1 and a.conversation_id = $2 and a.kind = 'note'",
        [Uuid(noteId), Uuid(id.Value)], AsideRows.Read, cancellation);

    public Task<Call?> FindCall(ConversationId id, Guid callId, CancellationToken cancellation) => database.ReadOne(
        $"select {CallRows.Columns} from calls k where k.id = $1 and k.conversation_id = $2", [Uuid(callId), Uuid(id.Value)], CallRows.Read, cancellation);

    public async Task<ImmutableArray<IEntry>> Page(ConversationId id, int before, int limit, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Before($"select {MessageRows.Columns} from sms_messages m", "m", id, before, limit));
        batch.BatchCommands.Add(Before($"select {AsideRows.Columns} from asides a", "a", id, before, limit));
        batch.BatchCommands.Add(Before($"select {CallRows.Columns} from calls k", "k", id, before, limit));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var messages = await reader.All(MessageRows.Read, cancellation);
        await reader.NextResultAsync(cancellation);
        var asides = await reader.All(AsideRows.Read, cancellation);
        await reader.NextResultAsync(cancellation);
        var calls = await reader.All(CallRows.Read, cancellation);
        return [.. messages.Concat<IEntry>(asides).Concat(calls).OrderBy(entry => entry.Number).TakeLast(limit)];
    }

    public Task<ImmutableArray<ReadPosition>> Readers(ConversationId id, CancellationToken cancellation) => database.Read(
        "select user_id, inbound_count, back from read_positions where conversation_id = $1",
        [Uuid(id.Value)], row => new ReadPosition(row.GetGuid(0), row.GetInt32(1), row.GetBoolean(2)), cancellation);

    private static NpgsqlBatchCommand Numbered(string select, string table, ConversationId id, IReadOnlyCollection<int> numbers) =>
        new($"{select} where {table}.conversation_id = $1 and {table}.number = any ($2)") { Parameters = { Uuid(id.Value), Ints([.. numbers]) } };

    private static NpgsqlBatchCommand Before(string select, string table, ConversationId id, int before, int limit) => new($"""
        {select} where {table}.conversation_id = $1 and {table}.number < $2 order by {table}.number desc limit $3
        """)
    {
        Parameters = { Uuid(id.Value), Int(before), Int(limit) },
    };
}
