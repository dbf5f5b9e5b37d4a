using System.Collections.Immutable;
using Npgsql;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Search;

/// <summary>Takes entries out of the index, and out of the count of their blocks.</summary>
internal static class SearchRemoval
{
    private const string Counted = """
        returning split_part((tsvector_to_array(e.words))[1], ':', 1)::int as block)
        update search_blocks b set entries = b.entries - left_by.count
        from (select block, count(*)::int from gone group by block) as left_by (block, count) where b.id = left_by.block
        """;

    internal const string OfTexts = $"""
        with gone as (
          delete from search_entries e using unnest($1::uuid[], $2::int[], $3::timestamptz[]) as text (id, number, at)
          where not e.of_call and e.at = text.at and e.conversation_id = text.id and e.number = text.number
          {Counted}
        """;

    private const string OfCalls = $"""
        with gone as (
          delete from search_entries e using unnest($1::uuid[], $2::int[]) as call (id, number)
          where e.of_call and e.conversation_id = call.id and e.number = call.number
          {Counted}
        """;

    /// <summary>What was known of these calls; what is known now comes after it.</summary>
    public static Task Calls(NpgsqlConnection connection, ImmutableArray<Waiting> calls, CancellationToken cancellation) => calls.IsEmpty ? Task.CompletedTask : Execute(
        connection, OfCalls,
        [Uuids([.. calls.Select(call => call.ConversationId)]), Ints([.. calls.Select(call => call.Number)])],
        cancellation);

    /// <summary>Texts whose words were deleted; one that was written anew is there twice.</summary>
    public static Task Texts(NpgsqlConnection connection, ImmutableArray<Gone> texts, CancellationToken cancellation) => texts.IsEmpty ? Task.CompletedTask : Execute(
        connection, OfTexts,
        [Uuids([.. texts.Select(text => text.ConversationId)]), Ints([.. texts.Select(text => text.Number)]), Times([.. texts.Select(text => text.At)])],
        cancellation);

    private static async Task Execute(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
