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
        // The row may be gone: an earlier attempt seemed to have arrived, and then did not.
        OutboxStep.Doubt => new("""
            insert into outbox (message_id, conversation_id, number, line, entered_at, due_at, state, attempt, first_tried_at, tried_at, doubted_at)
            values ($1, $2, $3, $4, $5, $6, 'in_doubt', $7, $6, $6, $6)
            on conflict (message_id) do update
              set state = 'in_doubt', claimed_until = null, doubted_at = excluded.doubted_at, look_ups = 0, next_look_up = null
            """)
        {
            Parameters =
            {
                Uuid(message.Id), Uuid(message.ConversationId.Value), Int(message.Number), Text(line), Time(message.DateCreated),
                Time(message.DateUpdated), Int(Rounds.LastAttempt(message.Timeline)),
            },
        },
        OutboxStep.Again => new("""
            insert into outbox (message_id, conversation_id, number, line, entered_at, due_at, attempt) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (message_id) do update
              set state = 'waiting', due_at = excluded.due_at, claimed_until = null, send_at = null, first_tried_at = null,
                doubted_at = null, look_ups = 0, next_look_up = null
            """)
        {
            Parameters =
            {
                Uuid(message.Id), Uuid(message.ConversationId.Value), Int(message.Number), Text(line), Time(message.DateCreated),
                Time(message.DateUpdated), Int(Rounds.LastAttempt(message.Timeline)),
            },
        },
        OutboxStep.Leave => new("delete from outbox where message_id = $1") { Parameters = { Uuid(message.Id) } },
        _ => null,
    };
}
