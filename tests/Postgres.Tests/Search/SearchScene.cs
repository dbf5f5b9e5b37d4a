using Npgsql;
using OrleansSms.Calls;
using OrleansSms.Conversations;
using OrleansSms.Members;
using OrleansSms.Postgres.Access;
using OrleansSms.Postgres.Commits;
using OrleansSms.Postgres.Conversations;
using OrleansSms.Postgres.Search;
using OrleansSms.Search;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;
using static OrleansSms.Postgres.Parameters;

namespace OrleansSms.Postgres.Tests.Search;

/// <summary>A database with two lines: Anna has the first, Ben has both, and somebody has none.</summary>
public abstract class SearchScene(QuickPostgresServer server) : IAsyncLifetime
{
    private protected const string First = "+447700900001";
    private protected const string Second = "+447700900002";

    private protected static readonly Guid Anna = new("00000000-0000-0000-0000-00000000000a");
    private protected static readonly Guid Ben = new("00000000-0000-0000-0000-00000000000b");

    private TestDatabase _database = null!;
    private NpgsqlDataSource _planned = null!;
    private NpgsqlDataSource _indexing = null!;
    private GroupCommit _commits = null!;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected NpgsqlDataSource Searching { get; private set; } = null!;

    private protected NpgsqlDataSource Database => _database.DataSource;

    private protected string ConnectionString => _database.ConnectionString;

    private protected SearchIndex Index { get; private set; } = null!;

    private protected ConversationStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabase();
        _planned = DataSources.PlannedByKey(new(ConnectionString));
        _indexing = DataSources.ForSearchIndex(new NpgsqlConnectionStringBuilder(ConnectionString));
        Searching = DataSources.ForSearch(new NpgsqlConnectionStringBuilder(ConnectionString) { MaxPoolSize = 2 });
        _commits = new(_planned, TimeProvider.System);
        Store = new(Database, _commits);
        Index = new(_indexing);
        await Execute("""
            insert into users (id, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            select unnest($1::uuid[]), 'member', true, false, false, true, 0
            """, Uuids([Anna, Ben]));
        await Execute("insert into lines (number) values ($1), ($2)", Text(First), Text(Second));
        await Execute("insert into line_members (line, user_id) values ($1, $3), ($1, $4), ($2, $4)", Text(First), Text(Second), Uuid(Anna), Uuid(Ben));
    }

    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        await Searching.DisposeAsync();
        await _indexing.DisposeAsync();
        await _planned.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected SearchDesk Asked(Guid userId, Scopes scopes = Scopes.All)
    {
        var database = new MembersDatabase(Searching);
        return new(new AskedBy(new Caller(userId, Role.Member, scopes)), new(database, TimeProvider.System), new(database));
    }

    private protected Task<SearchResult> Find(Guid userId, string text, string? line = null, string? cursor = null, int limit = SearchQuery.UsualLimit) =>
        Asked(userId).Find(new(text, line, cursor, limit), Cancellation);

    private protected async Task<string[]> Bodies(Guid userId, string text) => [.. (await Find(userId, text)).Messages.Select(hit => hit.Snippet)];

    /// <summary>A conversation with these texts, one minute after the other.</summary>
    private protected async Task<StoredThread> Say(string line, params string[] bodies)
    {
        var thread = new StoredThread(Store, line);
        foreach (var body in bodies)
        {
            var change = thread.Inbound(body);
            var at = StoredThread.Now.AddMinutes(_minute++);
            await thread.Commit(change with { Message = change.Message! with { DateCreated = at } });
        }

        return thread;
    }

    /// <summary>A call of its own conversation, of which nothing is written down yet.</summary>
    private protected async Task<(StoredThread Thread, Call Call)> Ring(string line)
    {
        var thread = new StoredThread(Store, line);
        var placed = thread.Placed();
        var call = placed.Call! with { Direction = Direction.Inbound, From = StoredThread.Contact, To = line, Status = CallStatus.Voicemail, DateCreated = StoredThread.Now.AddMinutes(_minute++) };
        await thread.Commit(placed with { Call = call });
        return (thread, call);
    }

    /// <summary>What the carrier wrote down of its recordings, one text each.</summary>
    private protected static Task Write(StoredThread thread, Call call, RecordingStatus status, params string?[] transcripts) => thread.Commit(thread.Changed(call with
    {
        Recordings = [.. transcripts.Select((text, i) => new CallRecording($"RE{i}", RecordingKind.Voicemail, status, 32, 1, null, text, null, StoredThread.Now))],
    }));

    private protected async Task IndexAll()
    {
        while (await Index.Step(100, Cancellation) > 0)
        {
        }
    }

    private protected Task<int> Execute(string sql, params NpgsqlParameter[] parameters) => Database.Execute(sql, parameters, Cancellation);

    private int _minute;
}
