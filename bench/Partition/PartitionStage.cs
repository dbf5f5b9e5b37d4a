using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansSms.Bench.Seed;
using OrleansSms.Bench.Stage;
using OrleansSms.Bench.Traffic;
using OrleansSms.Postgres;
using OrleansSms.Postgres.Schema;
using OrleansSms.Postgres.Search;

namespace OrleansSms.Bench.Partition;

/// <summary>The same conversations in every form. All servers end with this, and the data goes.</summary>
internal sealed class PartitionStage(BenchOptions options) : IAsyncDisposable
{
    private const int IndexBatch = 2_000;
    private const int LongestText = 100;

    // What everybody needs is copied to every server; what hangs on a conversation goes with it.
    private static readonly string[] Everywhere = ["installation", "lines", "users", "line_members", "search_blocks"];
    private static readonly (string Table, string Key)[] Dealt =
        [("conversations", "id"), ("sms_messages", "conversation_id"), ("search_entries", "conversation_id"), ("search_people", "conversation_id"), ("unread_conversations", "conversation_id")];

    // As the carrier's reports leave what was delivered.
    private const string Timelines = """
        update sms_messages set timeline = (
          select jsonb_agg(jsonb_build_object('status', word, 'messageSid', message_sid, 'receivedAt', to_char(date_created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')))
          from unnest(array['queued', 'sent', 'delivered']) as word)
        where direction = 'outbound'
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("orleanssms-bench-").FullName;
    private readonly Stack<Server> _servers = new();

    public SeedPlan Plan { get; } = new(Kinds.Known, options.Load, options.LoadMessages) { Text = Text, Apart = TimeSpan.FromMilliseconds(20) };

    public Guid Member { get; } = Guid.NewGuid();

    public IReadOnlyList<Guid> Conversations { get; private set; } = [];

    public async Task<Server> Start(CancellationToken cancellation)
    {
        var server = await Server.Start(Path.Combine(_home, $"postgres-{_servers.Count}"), options, cancellation);
        _servers.Push(server);
        // It would come in somebody's window.
        await server.Main.Execute("alter system set autovacuum = off", cancellation);
        await server.Main.Execute("select pg_reload_conf()", cancellation);
        return server;
    }

    public async Task<Database> Plain(Server server, CancellationToken cancellation)
    {
        var plain = await Empty(server, "plain", cancellation);
        var salt = RandomNumberGenerator.GetBytes(32);
        await plain.Execute($"""
            insert into installation (salt) values ('\x{Convert.ToHexString(salt)}');
            insert into lines (number) values ('{CarrierSide.Line}');
            insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            values ('{Member}', 'owner', false, false, false, false, 0);
            insert into line_members (line, user_id) values ('{CarrierSide.Line}', '{Member}')
            """, cancellation);
        var shape = new ProductShape(salt);
        Conversations = [.. Enumerable.Range(0, Plan.Conversations).Select(place => shape.ConversationOf(Plan.Contact(place)))];
        await Seeder.Fill(new("plain", Contestant.FreeAddress(), "", () => server.Postmaster, plain, shape, "product"), [Plan], cancellation);
        await plain.Execute(Timelines, cancellation);
        await plain.Execute("vacuum full sms_messages", cancellation);
        await plain.Execute("insert into search_queue (conversation_id, number) select conversation_id, number from sms_messages order by date_created", cancellation);
        await using var indexing = DataSources.ForSearchIndex(new NpgsqlConnectionStringBuilder(plain.ConnectionString));
        while (await new SearchIndex(indexing).Step(IndexBatch, cancellation) > 0)
        {
        }

        await plain.Execute("""
            insert into unread_conversations (user_id, conversation_id)
            select m.user_id, c.id from conversations c join line_members m on m.line = c.line where c.inbound_count > 0
            """, cancellation);
        return plain;
    }

    public static async Task<Database> Parted(Server server, Database plain, int parts, CancellationToken cancellation)
    {
        plain.DataSource.Clear();
        await server.Main.Execute($"create database parts_{parts} template {new NpgsqlConnectionStringBuilder(plain.ConnectionString).Database}", cancellation);
        var parted = server.Open($"parts_{parts}");
        await parted.Execute($"set parting.parts = '{parts}';\n{Resource.Text("parted.sql")}", cancellation);
        return parted;
    }

    /// <summary>Servers among which the conversations of another database are dealt out.</summary>
    public async Task<IReadOnlyList<Shard>> Servers(Database from, int count, CancellationToken cancellation)
    {
        var shards = new List<Shard>();
        for (var place = 0; place < count; place++)
        {
            var server = await Start(cancellation);
            var database = await Empty(server, "share", cancellation);
            foreach (var table in Everywhere)
            {
                await Copy(from, database, table, "true", cancellation);
            }

            foreach (var (table, key) in Dealt)
            {
                await Copy(from, database, table, $"{Form.PlaceSql(key, count)} = {place}", cancellation);
            }

            await database.Execute("""
                update search_blocks b set entries = (
                  select count(*) from search_entries e where split_part((tsvector_to_array(e.words))[1], ':', 1)::int = b.id)
                """, cancellation);
            shards.Add(new(server, database));
        }

        return shards;
    }

    // No longer than a preview, so that the copied heads are as the product's own; what is rare stands at the end.
    private static string Text(int place, int number) => SeedWords.Text(place, number) is var text && text.Length > LongestText ? text[^LongestText..].TrimStart() : text;

    public async ValueTask DisposeAsync()
    {
        while (_servers.TryPop(out var server))
        {
            await server.DisposeAsync();
        }

        Directory.Delete(_home, recursive: true);
    }

    private static async Task<Database> Empty(Server server, string name, CancellationToken cancellation)
    {
        var database = await server.Create(name, cancellation);
        await new SchemaMigrator(NullLogger<SchemaMigrator>.Instance).Apply(database.DataSource, cancellation);
        return database;
    }

    private static async Task Copy(Database from, Database to, string table, string which, CancellationToken cancellation)
    {
        var columns = await from.Ask<string>($"""
            select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
            where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity <> 'a'
            """, cancellation);
        await using var source = await from.DataSource.OpenConnectionAsync(cancellation);
        await using var target = await to.DataSource.OpenConnectionAsync(cancellation);
        // What its triggers would write is copied too.
        await Indexes.Execute(target, "set session_replication_role = replica", cancellation);
        await using (var rows = await source.BeginRawBinaryCopyAsync($"copy (select {columns} from {table} where {which}) to stdout (format binary)", cancellation))
        await using (var copy = await target.BeginRawBinaryCopyAsync($"copy {table} ({columns}) from stdin (format binary)", cancellation))
        {
            await rows.CopyToAsync(copy, cancellation);
        }

        await Indexes.Execute(target, "reset session_replication_role", cancellation);
    }
}
