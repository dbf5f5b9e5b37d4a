using System.Collections.Immutable;
using System.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Search;

/// <summary>
/// Takes entries from the queue and puts them into the index, in one transaction: whatever stops it, an entry is in exactly
/// one of the two. One at a time over the whole cluster.
/// </summary>
internal sealed class SearchIndex([FromKeyedServices(DataSources.SearchIndex)] NpgsqlDataSource database)
{
    public const int BlockSize = 16_384;

    public const long Lock = 0x4F_72_6C_53_6D_73_06;

    /// <returns>How many entries were taken; 0: nothing waits, or another silo is at it.</returns>
    public async Task<int> Step(int most, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (!await Ask(connection, "select exists (select from search_queue)", cancellation))
        {
            return 0;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Ask(connection, $"select pg_try_advisory_xact_lock({Lock})", cancellation))
        {
            return 0;
        }

        var taken = await Take(connection, most, cancellation);
        await Write(connection, taken.Entries, cancellation);
        await transaction.CommitAsync(cancellation);
        return taken.Count;
    }

    /// <summary>Forgets the index and puts everything there is into the queue. What comes in meanwhile is in neither twice.</summary>
    public async Task Rebuild(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // A moment in which nobody indexes: the lock comes before what the transaction sees.
        await Execute(connection, $"select pg_advisory_lock({Lock})", cancellation);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            await Execute(connection, """
                delete from search_queue;
                truncate search_entries, search_blocks, search_people;
                insert into search_queue (conversation_id, number)
                select conversation_id, number from (
                  select conversation_id, number, date_created from sms_messages
                  union all
                  select conversation_id, number, date_created from asides where kind = 'note') as all_there_is
                order by date_created
                """, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        finally
        {
            await Execute(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    private static async Task<(int Count, ImmutableArray<Waiting> Entries)> Take(NpgsqlConnection connection, int most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            with taken as (
              delete from search_queue where id = any (array(select id from search_queue order by id limit $1)) returning id, conversation_id, number)
            select t.conversation_id, t.number, c.line, c.contact, coalesce(m.date_created, a.date_created), coalesce(m.body, a.body)
            from taken t
            left join conversations c on c.id = t.conversation_id
            left join sms_messages m on m.conversation_id = t.conversation_id and m.number = t.number
            left join asides a on a.conversation_id = t.conversation_id and a.number = t.number
            order by t.id
            """, connection) { Parameters = { Int(most) } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        // Of what was taken away in the meantime only the place is left.
        var all = await reader.All(
            row => row.IsDBNull(2) || row.IsDBNull(4) ? null : new Waiting(row.GetGuid(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.Time(4), row.GetString(5)),
            cancellation);
        return (all.Length, [.. all.OfType<Waiting>()]);
    }

    private static async Task Write(NpgsqlConnection connection, ImmutableArray<Waiting> entries, CancellationToken cancellation)
    {
        if (entries.IsEmpty)
        {
            return;
        }

        await using var newest = new NpgsqlCommand("select id, entries from search_blocks order by id desc limit 1", connection);
        var (last, filled) = await newest.ReadOne(row => (row.GetInt32(0), row.GetInt32(1)), cancellation) ?? (1, 0);
        var block = filled >= BlockSize ? last + 1 : last;
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    insert into search_entries (conversation_id, number, line, at, words)
                    select id, number, line, at, array_to_tsvector(string_to_array(words, ' '))
                    from unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[], $5::text[]) as entry (id, number, line, at, words)
                    """)
                {
                    Parameters =
                    {
                        Uuids([.. entries.Select(entry => entry.ConversationId)]),
                        Ints([.. entries.Select(entry => entry.Number)]),
                        Texts([.. entries.Select(entry => entry.Line)]),
                        Times([.. entries.Select(entry => entry.At)]),
                        Texts([.. entries.Select(entry => SearchWords.Of(block, entry.Line, entry.Body))]),
                    },
                },
                new("""
                    insert into search_blocks (id, entries, from_at, to_at) values ($1, $2, $3, $4)
                    on conflict (id) do update set entries = search_blocks.entries + excluded.entries,
                      from_at = least(search_blocks.from_at, excluded.from_at), to_at = greatest(search_blocks.to_at, excluded.to_at)
                    """)
                {
                    Parameters = { Int(block), Int(entries.Length), Time(entries.Min(entry => entry.At)), Time(entries.Max(entry => entry.At)) },
                },
                new("""
                    insert into search_people (conversation_id, line, contact)
                    select distinct id, line, contact from unnest($1::uuid[], $2::text[], $3::text[]) as entry (id, line, contact)
                    where not exists (select from search_people p where p.conversation_id = id)
                    """)
                {
                    Parameters =
                    {
                        Uuids([.. entries.Select(entry => entry.ConversationId)]),
                        Texts([.. entries.Select(entry => entry.Line)]), Texts([.. entries.Select(entry => entry.Contact)]),
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<bool> Ask(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private sealed record Waiting(Guid ConversationId, int Number, string Line, string Contact, DateTimeOffset At, string Body);
}
