using System.Collections.Immutable;
using Npgsql;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Search;

/// <summary>Takes what waits to be put into the index. Of what was taken away in the meantime nothing comes.</summary>
internal static class SearchQueue
{
    public const string IsFilled = "select exists (select from search_queue) or exists (select from search_call_queue) or exists (select from search_gone_queue)";

    public static Task<(int Count, ImmutableArray<Waiting> Entries)> TakeTexts(NpgsqlConnection connection, int most, CancellationToken cancellation) => Take(
        connection,
        """
        with taken as (
          delete from search_queue where id = any (array(select id from search_queue order by id limit $1)) returning id, conversation_id, number)
        select t.conversation_id, t.number, c.line, c.contact, coalesce(m.date_created, a.date_created),
          case when coalesce(m.body_deleted_at, a.body_deleted_at) is null then coalesce(m.body, a.body) end, false
        from taken t
        left join conversations c on c.id = t.conversation_id
        left join sms_messages m on m.conversation_id = t.conversation_id and m.number = t.number
        left join asides a on a.conversation_id = t.conversation_id and a.number = t.number
        order by t.id
        """, most, cancellation);

    public static async Task<(int Count, ImmutableArray<Waiting> Entries)> TakeCalls(NpgsqlConnection connection, int most, CancellationToken cancellation)
    {
        var (count, calls) = await Take(
            connection,
            """
            with taken as (
              delete from search_call_queue where id = any (array(select id from search_call_queue order by id limit $1)) returning id, conversation_id, number)
            select t.conversation_id, t.number, c.line, c.contact, k.date_created, call_said(k.recordings), true
            from taken t
            left join conversations c on c.id = t.conversation_id
            left join calls k on k.conversation_id = t.conversation_id and k.number = t.number
            order by t.id
            """, most, cancellation);
        // That it came and that something was written down of it may wait together.
        return (count, [.. calls.DistinctBy(call => (call.ConversationId, call.Number))]);
    }

    /// <summary>Texts whose words were deleted, and their time in the index.</summary>
    public static async Task<ImmutableArray<Gone>> TakeGone(NpgsqlConnection connection, int most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            delete from search_gone_queue where id = any (array(select id from search_gone_queue order by id limit $1))
            returning conversation_id, number, at
            """, connection) { Parameters = { Int(most) } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.All(row => new Gone(row.GetGuid(0), row.GetInt32(1), row.Time(2)), cancellation);
    }

    private static async Task<(int Count, ImmutableArray<Waiting> Entries)> Take(NpgsqlConnection connection, string sql, int most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { Int(most) } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var all = await reader.All(
            row => row.IsDBNull(2) || row.IsDBNull(4) ? null : new Waiting(
                row.GetGuid(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.Time(4), row.OptionalText(5), row.GetBoolean(6)),
            cancellation);
        return (all.Length, [.. all.OfType<Waiting>()]);
    }
}

/// <param name="Body">Null: a call of which nothing is written down, or a text that was deleted, so that only its people are found.</param>
internal sealed record Waiting(Guid ConversationId, int Number, string Line, string Contact, DateTimeOffset At, string? Body, bool IsCall);

/// <summary>A text whose words are to leave the index.</summary>
internal readonly record struct Gone(Guid ConversationId, int Number, DateTimeOffset At);
