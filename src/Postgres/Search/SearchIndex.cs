using System.Collections.Immutable;
using System.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Search;

/// <summary>
/// Takes entries from the queues and puts them into the index, in one transaction: whatever stops it, an entry is in exactly
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
        if (!await Ask(connection, SearchQueue.IsFilled, cancellation))
        {
            return 0;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Ask(connection, $"select pg_try_advisory_xact_lock({Lock})", cancellation))
        {
            return 0;
        }

        var calls = await SearchQueue.TakeCalls(connection, most, cancellation);
        var texts = await SearchQueue.TakeTexts(connection, most - calls.Count, cancellation);
        await SearchRemoval.Calls(connection, calls.Entries, cancellation);
        await Write(connection, [.. calls.Entries, .. texts.Entries], cancellation);
        // The last of all: it may have been read a moment before its words were deleted.
        var gone = await SearchQueue.TakeGone(connection, most - calls.Count - texts.Count, cancellation);
        await SearchRemoval.Texts(connection, gone, cancellation);
        await transaction.CommitAsync(cancellation);
        return calls.Count + texts.Count + gone.Length;
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
                delete from search_call_queue;
                delete from search_gone_queue;
                truncate search_entries, search_blocks, search_people;
                insert into search_queue (conversation_id, number)
                select conversation_id, number from (
                  select conversation_id, number, date_created from sms_messages where body_deleted_at is null
                  union all
                  select conversation_id, number, date_created from asides where kind = 'note' and body_deleted_at is null) as all_there_is
                order by date_created;
                insert into search_call_queue (conversation_id, number) select conversation_id, number from calls order by date_created
                """, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        finally
        {
            await Execute(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    private static async Task Write(NpgsqlConnection connection, ImmutableArray<Waiting> entries, CancellationToken cancellation)
    {
        if (entries.IsEmpty)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { WritePeople(entries) } };
        ImmutableArray<Waiting> said = [.. entries.Where(entry => entry.Body is not null)];
        if (!said.IsEmpty)
        {
            await using var newest = new NpgsqlCommand("select id, entries from search_blocks order by id desc limit 1", connection);
            var (last, filled) = await newest.ReadOne(row => (row.GetInt32(0), row.GetInt32(1)), cancellation) ?? (1, 0);
            var block = filled >= BlockSize ? last + 1 : last;
            batch.BatchCommands.Add(WriteEntries(block, said));
            batch.BatchCommands.Add(WriteBlock(block, said));
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlBatchCommand WriteEntries(int block, ImmutableArray<Waiting> said) => new("""
        insert into search_entries (conversation_id, number, line, at, words, of_call)
        select id, number, line, at, array_to_tsvector(string_to_array(words, ' ')), of_call
        from unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[], $5::text[], $6::bool[]) as entry (id, number, line, at, words, of_call)
        """)
    {
        Parameters =
        {
            Uuids([.. said.Select(entry => entry.ConversationId)]),
            Ints([.. said.Select(entry => entry.Number)]),
            Texts([.. said.Select(entry => entry.Line)]),
            Times([.. said.Select(entry => entry.At)]),
            Texts([.. said.Select(entry => SearchWords.Of(block, entry.Line, entry.Body!))]),
            Columns.Bools(said, entry => entry.IsCall),
        },
    };

    private static NpgsqlBatchCommand WriteBlock(int block, ImmutableArray<Waiting> said) => new("""
        insert into search_blocks (id, entries, from_at, to_at) values ($1, $2, $3, $4)
        on conflict (id) do update set entries = search_blocks.entries + excluded.entries,
          from_at = least(search_blocks.from_at, excluded.from_at), to_at = greatest(search_blocks.to_at, excluded.to_at)
        """)
    {
        Parameters = { Int(block), Int(said.Length), Time(said.Min(entry => entry.At)), Time(said.Max(entry => entry.At)) },
    };

    private static NpgsqlBatchCommand WritePeople(ImmutableArray<Waiting> entries) => new("""
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
    };

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
}
