using Npgsql;
using OrleansSms.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Outbox;

/// <summary>What a conversation's commit does to the outbox row of its message.</summary>
/// <remarks>A row that is there already was entered by another activation: the head's version then tells, and nothing of this commit stays.</remarks>
internal static class OutboxRows
{
    public static NpgsqlBatchCommand? Step(OutboxStep step, string line, Message message) => step switch
    {
        OutboxStep.Enter => new("""
            insert into outbox (message_id, conversation_id, number, line, entered_at, send_at, due_at)
            values ($1, $2, $3, $4, $5, $6, coalesce($6, $5))
            on conflict (message_id) do nothing
            """)
        {
            Parameters =
            {
                Uuid(message.Id), Uuid(message.ConversationId.Value), Int(message.Number), Text(line), Time(message.DateCreated), Time(message.SendAt),
            },
        },
        OutboxStep.Doubt => new("update outbox set state = 'in_doubt', claimed_until = null where message_id = $1") { Parameters = { Uuid(message.Id) } },
        OutboxStep.Leave => new("delete from outbox where message_id = $1") { Parameters = { Uuid(message.Id) } },
        _ => null,
    };
}
