using System.Globalization;
using Npgsql;
using OrleansSms.Bench.Compare;
using OrleansSms.Bench.Seed;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;
using OrleansSms.Postgres;
using OrleansSms.Postgres.Search;

namespace OrleansSms.Bench.Figures;

/// <summary>Searching a great many messages, and what the index costs those who write.</summary>
internal sealed class Searching(Contest contest, BenchOptions options)
{
    private const int Each = 50;
    private const int Batch = 2_000;

    private readonly SeedPlan _plan = new(Kinds.Searched, Math.Max(1, options.Search / Each), Each) { Text = SeedWords.Text };
    private readonly Random _random = new(1);

    public async Task<IReadOnlyList<Figure>> Measure(World world, Action<Demand, IReadOnlyList<Turns>> print, CancellationToken cancellation)
    {
        var database = world.Contestant.Database;
        await using var quiet = await Quiet.Begin(database, cancellation);
        var inbound = new Demand("inbound webhook, with and without the index of searches");
        var lanes = await contest.Run(
            inbound,
            [
                new("with", world, () => { quiet.End(); return world.InboundFromAnyone(); }),
                new("without", world, () => { quiet.BeginAgain(); return world.InboundFromAnyone(); }),
            ], cancellation);
        print(inbound, lanes);
        quiet.End();

        Findings.Progress($"Copying {Count(_plan.Conversations * Each)} messages and putting them into the index…");
        await world.Add([_plan], cancellation);
        await Index(database, cancellation);
        List<Turns> all = [];
        foreach (var (kind, typed) in Questions())
        {
            var demand = new Demand($"search of {Count(_plan.Conversations * Each)} messages, {kind}", Connections: 1);
            all.AddRange(await contest.Run(demand, [new("product", world, () => new SearchTraffic(world.Contestant.ApiToken, typed))], cancellation));
            print(demand, [all[^1]]);
        }

        return
        [
            Figure.Most("P11", $"search of {Count(_plan.Conversations * Each)} messages, p95 of the slowest kind", 200, all.Max(turns => turns.Milliseconds(0.95)), "ms"),
            Figure.Least("P11", "inbound with the index of searches against without", 0.9, lanes[0].Against(lanes[1], one => one.PerSecond)),
        ];
    }

    private IEnumerable<(string Kind, Func<string> Typed)> Questions() =>
    [
        ("a rare word", () => SeedWords.Rare(_random.Next(_plan.Conversations / 200))),
        ("a common word", () => SeedWords.Common),
        ("two words", () => $"{SeedWords.Common} {SeedWords.Usual(_random)}"),
        ("a phrase", () => $"\"the {SeedWords.Common} tomorrow\""),
        ("the beginning of a word", () => SeedWords.Usual(_random)[..3]),
        ("a part of a number", () => _plan.Contact(_random.Next(_plan.Conversations))[^6..]),
        ("a name", () => $"Person{_random.Next(_plan.Conversations)}"),
    ];

    /// <summary>What silos do in their own time, at once; and a name for everybody.</summary>
    private static async Task Index(Database database, CancellationToken cancellation)
    {
        await database.Execute("""
            insert into contacts (id, name, company, email, notes, fields, tags, touched, version, sort_key, found_by, created_at, updated_at)
            select c.id, 'Person' || n, '', '', '', '[]', '{}', '{}', 1, 'person' || n, 'person' || n, now(), now()
            from (select id, row_number() over (order by contact) - 1 as n from conversations) c;
            insert into contact_numbers (number, contact_id, label, raw, position) select contact, id, '', '', 0 from conversations;
            insert into search_queue (conversation_id, number) select conversation_id, number from sms_messages order by date_created
            """, cancellation);
        await using var indexing = DataSources.ForSearchIndex(new NpgsqlConnectionStringBuilder(database.ConnectionString));
        var index = new SearchIndex(indexing);
        while (await database.Ask<bool>("select exists (select from search_queue)", cancellation))
        {
            await index.Step(Batch, cancellation);
        }

        await database.Execute("vacuum analyze search_queue, search_entries, search_people, search_blocks, contacts, contact_numbers", cancellation);
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>While it lasts nothing new is noted for the index, and no silo fills it.</summary>
    private sealed class Quiet(Database database, NpgsqlConnection connection) : IAsyncDisposable
    {
        private bool _is;

        public static async Task<Quiet> Begin(Database database, CancellationToken cancellation) =>
            new(database, await database.DataSource.OpenConnectionAsync(cancellation));

        public void BeginAgain() => Turn(true, $"select pg_advisory_lock({SearchIndex.Lock})", "alter table sms_messages disable trigger to_be_found");

        public void End() => Turn(false, $"select pg_advisory_unlock({SearchIndex.Lock})", "alter table sms_messages enable trigger to_be_found");

        public async ValueTask DisposeAsync()
        {
            End();
            await connection.DisposeAsync();
        }

        private void Turn(bool on, string hold, string note)
        {
            if (_is == on)
            {
                return;
            }

            _is = on;
            using var held = new NpgsqlCommand(hold, connection);
            held.ExecuteNonQuery();
            using var noted = database.DataSource.CreateCommand(note);
            noted.ExecuteNonQuery();
        }
    }
}
