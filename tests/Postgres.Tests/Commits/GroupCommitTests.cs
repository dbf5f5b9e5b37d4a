using Npgsql;
using OrleansSms.Conversations;
using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Commits;
using OrleansSms.Postgres.Conversations;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Conversations;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.Postgres.Tests.Commits;

/// <summary>Commits that go out together, on a server that makes trouble.</summary>
public sealed class GroupCommitTests(QuickPostgresServer server) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private TcpRelay _cable = null!;
    private NpgsqlDataSource _behindTheCable = null!;
    private GroupCommit _commits = null!;
    private ConversationStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabase();
        var direct = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        _cable = new(direct.Port);
        _behindTheCable = DataSources.PlannedByKey(new(_database.ConnectionString) { Port = _cable.Port, Host = "127.0.0.1", Pooling = true });
        _commits = new(_behindTheCable, TimeProvider.System);
        _store = new(_database.DataSource, _commits);
    }

    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        await _behindTheCable.DisposeAsync();
        await _cable.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Commits_of_many_conversations_at_one_moment_share_transactions()
    {
        var threads = Threads(100);

        var written = await Task.WhenAll(threads.Select(thread => thread.Commit(thread.Inbound())));

        Assert.All(written, Assert.True);
        Assert.InRange(await Number("select count(distinct xmin::text) from conversations"), 1, 99);
        Assert.Equal(100, await Number("select count(*) from sms_messages m join conversations c on c.id = m.conversation_id and c.xmin = m.xmin"));
    }

    [Fact]
    public async Task What_cannot_be_stored_fails_alone_and_its_neighbours_are_written()
    {
        var threads = Threads(40);

        var outcomes = await Task.WhenAll(threads.Select(async (thread, place) => (
            Poisoned: place % 13 == 5,
            Fault: await Record.ExceptionAsync(() => thread.Commit(thread.Inbound(place % 13 == 5 ? "a\0b" : "hello"))))));

        Assert.All(outcomes, outcome => Assert.Equal(outcome.Poisoned, outcome.Fault is UnstorableException));
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Poisoned, outcome.Fault is not null));
        Assert.Equal(37, await Number("select count(*) from conversations"));
    }

    [Fact]
    public async Task Of_two_conversations_that_bring_one_SID_at_the_same_moment_one_takes_it_and_nobody_else_suffers()
    {
        var threads = Threads(30);
        var sid = StoredThread.NewSid();

        var written = await Task.WhenAll(threads.Select((thread, place) => thread.Commit(thread.Inbound(sid: place < 2 ? sid : null))));

        Assert.Single(written[..2], true);
        Assert.All(written[2..], Assert.True);
        Assert.Equal(29, await Number("select count(*) from sms_messages"));
    }

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    public async Task What_the_server_rolled_back_because_of_others_is_tried_again(string state)
    {
        await Trouble($"raise exception 'others' using errcode = '{state}'", times: 3);
        var threads = Threads(10);

        var written = await Task.WhenAll(threads.Select(thread => thread.Commit(thread.Inbound())));

        Assert.All(written, Assert.True);
        Assert.Equal((10, 10), (await Number("select count(*) from conversations"), await Number("select count(*) from sms_messages")));
    }

    [Fact]
    public async Task A_connection_that_breaks_inside_a_commit_leaves_a_doubt_that_the_conversation_settles_by_reading()
    {
        await Trouble("perform pg_terminate_backend(pg_backend_pid())", times: 2);
        var thread = Threads(1)[0];

        await Assert.ThrowsAsync<CommitInDoubtException>(() => thread.Commit(thread.Inbound()));
        Assert.NotNull(await new Activation(thread.Id, _store).Receive("SM-broken"));

        await StandsOnce("SM-broken");
    }

    [Fact]
    public async Task A_commit_whose_answer_got_lost_is_found_to_be_written_and_is_shown_once()
    {
        var id = new ConversationId(Guid.NewGuid());
        var activation = new Activation(id, _store);
        await activation.Receive("SM-first");

        _cable.Mute();
        var receiving = activation.Receive("SM-lost");
        await Eventually.Get(() => Number("select count(*) from sms_messages"), count => count == 2, Cancellation);
        _cable.Reset();
        await receiving;
        await activation.Receive("SM-next");

        await StandsOnce("SM-first", "SM-lost", "SM-next");
        Assert.Equal([1L, 2L, 3L], activation.Announced.Select(change => change.Head.Version));
    }

    [Fact]
    public async Task Two_activations_with_fifty_writers_each_lose_nothing_and_number_without_gaps()
    {
        var id = new ConversationId(Guid.NewGuid());
        Activation[] two = [new(id, _store), new(id, _store)];
        var sids = Enumerable.Range(0, 50).Select(number => $"SM-{number}").ToList();

        await Task.WhenAll(two.SelectMany(one => sids.Select(sid => Persist(one, sid))));

        await StandsOnce([.. sids]);
    }

    /// <summary>As the carrier does: what is not acknowledged comes again.</summary>
    private static async Task Persist(Activation activation, string sid)
    {
        while (await Record.ExceptionAsync(() => activation.Receive(sid)) is not null)
        {
            Cancellation.ThrowIfCancellationRequested();
        }
    }

    private async Task StandsOnce(params string[] sids)
    {
        var stored = await _database.DataSource.Read(
            "select message_sid, number from sms_messages order by number", [], row => (Sid: row.GetString(0), Number: row.GetInt32(1)), Cancellation);
        Assert.Equal(sids.Order(), stored.Select(message => message.Sid).Order());
        Assert.Equal(Enumerable.Range(1, sids.Length), stored.Select(message => message.Number));
        Assert.Equal(sids.Length, await Number("select sum(sms_count) from conversations"));
    }

    private StoredThread[] Threads(int count) => [.. Enumerable.Range(0, count).Select(_ => new StoredThread(_store, StoredThread.NewLine()))];

    /// <summary>The first commits run into something. A sequence counts them: it does not roll back.</summary>
    private async Task Trouble(string what, int times) => await _database.DataSource.Execute($"""
        create sequence trouble;
        grant usage on sequence trouble to orleanssms_service;
        create function trouble() returns trigger language plpgsql security definer as $$
        begin
          if nextval('trouble') <= {times} then {what}; end if;
          return new;
        end $$;
        create trigger trouble before insert on conversations for each row execute function trouble();
        """, [], Cancellation);

    private async Task<int> Number(string sql) =>
        (await _database.DataSource.Read($"select ({sql})::int", [], row => row.GetInt32(0), Cancellation))[0];
}
