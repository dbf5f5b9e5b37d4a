using System.Collections.Immutable;
using Npgsql;
using OrleansSms.Grains.Ports;
using static OrleansSms.Postgres.Columns;

namespace OrleansSms.Postgres.Sweeps;

/// <summary>Texts that were found at the carrier, as rows.</summary>
internal static class FindRows
{
    public const string Columns = "message_sid, line, contact, body, num_segments, media_count, date_created, place";

    /// <summary>A page of them in one statement.</summary>
    public static NpgsqlBatchCommand Write(ImmutableArray<FoundText> finds) => new($"""
        insert into sweep_finds ({Columns})
        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::integer[], $6::integer[], $7::timestamptz[], $8::integer[])
        on conflict (message_sid) do nothing
        """)
    {
        Parameters =
        {
            Texts(finds, find => find.MessageSid), Texts(finds, find => find.Line), Texts(finds, find => find.Contact), Texts(finds, find => find.Body),
            Ints(finds, find => find.NumSegments), Ints(finds, find => find.MediaCount), Times(finds, find => find.DateCreated), Ints(finds, find => find.Place),
        },
    };

    public static FoundText Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5), row.Time(6), row.GetInt32(7));
}
