using System.Collections.Immutable;
using Npgsql;

namespace OrleansSms.Postgres.Checks;

/// <summary>A statement over whole tables whose rows are what offends: <c>(topic, id, detail)</c>.</summary>
internal sealed record SqlCheck(ImmutableArray<Topic> Topics, string Offenders) : ICheck
{
    public Func<NpgsqlParameter[]> Arguments { get; init; } = () => [];

    /// <summary>The tables themselves are read, not the indexes that are in question.</summary>
    public bool WithoutIndexes { get; init; }

    public async Task<ImmutableArray<CheckResult>> Run(Snapshot snapshot, CancellationToken cancellation)
    {
        if (WithoutIndexes)
        {
            await snapshot.Set("enable_indexscan", "off", cancellation);
            await snapshot.Set("enable_indexonlyscan", "off", cancellation);
            await snapshot.Set("enable_bitmapscan", "off", cancellation);
        }

        var found = Topics.ToDictionary(topic => topic.Name, _ => (Total: 0L, First: ImmutableArray<Offender>.Empty));
        await snapshot.Each($"""
            with offenders (topic, id, detail) as ({Offenders})
            select topic, id, detail, total from (
              select *, count(*) over (partition by topic) as total, row_number() over (partition by topic order by id) as place from offenders) as counted
            where place <= {Tally.Kept}
            order by topic, place
            """, Arguments(), Keep, cancellation);
        return [.. Topics.Select(topic => topic.Judge(found[topic.Name].Total, found[topic.Name].First))];

        void Keep(NpgsqlDataReader row) => found[row.GetString(0)] =
            (row.GetInt64(3), found[row.GetString(0)].First.Add(new(row.GetString(1), row.GetString(2))));
    }
}
