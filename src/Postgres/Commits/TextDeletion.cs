using Npgsql;
using Orleans.Storage;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Commits;

/// <summary>
/// Takes the words out of the rows of old texts, in one statement with the head that says so. Apart from the statement of all other
/// commits: it writes what no other one ever does, and nobody waits for it.
/// </summary>
internal static class TextDeletion
{
    // Whatever changes a message or a note moves the head's version: while it is the one this was decided on, so are they.
    // What is deleted leaves the index of searches by a queue, which is filled here by triggers.
    private const string Sql = """
        with moved as (
          update conversations set version = $2, preview = $3, texts_deleted_through = $4, updated_at = now()
          where id = $1 and version = $2 - 1
          returning id),
        texts as (
          update sms_messages m set body = '', media = null, body_deleted_at = $6
          from moved where m.conversation_id = moved.id and m.number = any ($5)),
        notes as (
          update asides a set body = '', body_deleted_at = $6
          from moved where a.conversation_id = moved.id and a.number = any ($5) and a.kind = 'note')
        select id from moved
        """;

    /// <inheritdoc cref="IConversationStore.Commit"/>
    public static async Task<bool> Write(NpgsqlDataSource database, ConversationHead head, DeletedTexts deleted)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                Uuid(head.Id.Value), Long(head.Version), Text(head.Preview), Int(head.TextsDeletedThrough), Ints([.. deleted.Numbers]), Time(deleted.At),
            },
        };
        try
        {
            return await command.ExecuteScalarAsync() is not null
                ? true : throw new InconsistentStateException($"Conversation {head.Id} is not at version {head.Version - 1} any more.");
        }
        catch (NpgsqlException fault) when (Refusal.LeavesDoubt(fault))
        {
            throw new CommitInDoubtException(fault);
        }
    }
}
