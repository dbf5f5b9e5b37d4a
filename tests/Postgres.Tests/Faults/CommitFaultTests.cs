using Npgsql;
using OrleansSms.Grains.Ports;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Processes;

namespace OrleansSms.Postgres.Tests.Faults;

/// <summary>A database that is slow, full of others' connections, or out of reach in the middle of a commit.</summary>
public sealed class CommitFaultTests(QuickPostgresServer server) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await server.CreateDatabase();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_commit_that_never_arrived_is_found_not_to_be_written_and_is_written_once()
    {
        await using var cable = new TcpRelay(new NpgsqlConnectionStringBuilder(_database.ConnectionString).Port);
        await using var stage = new FaultStage(new(_database.ConnectionString) { Host = "127.0.0.1", Port = cable.Port }, _database.DataSource);
        var conversation = stage.Conversation();
        await conversation.Receive("SM-first");

        var swallowed = cable.Deafen();
        var receiving = conversation.Receive("SM-lost");
        await swallowed.WaitAsync(Eventually.Patience, TimeProvider.System, Cancellation);
        cable.Reset();
        await receiving;

        await stage.StandOnce(["SM-first", "SM-lost"], Cancellation);
        Assert.Equal([1L, 2L], conversation.Announced.Select(change => change.Head.Version));
    }

    [Fact]
    public async Task Behind_a_lock_that_somebody_holds_callers_are_told_to_come_again_and_after_it_everything_stands_once()
    {
        await using var stage = new FaultStage(new(_database.ConnectionString) { CommandTimeout = 1 }, _database.DataSource);
        var (locked, neighbour) = (stage.Conversation(), stage.Conversation());
        await locked.Receive("SM-before");
        await using var somebody = await _database.DataSource.OpenConnectionAsync(Cancellation);
        await using var holding = await somebody.BeginTransactionAsync(Cancellation);
        await new NpgsqlCommand("select from conversations for update", somebody, holding).ExecuteNonQueryAsync(Cancellation);

        Assert.IsType<CommitInDoubtException>(await Record.ExceptionAsync(() => locked.Receive("SM-behind")), exactMatch: false);
        await FaultStage.Persist(neighbour, "SM-beside", Cancellation);
        await holding.RollbackAsync(Cancellation);

        await FaultStage.Persist(locked, "SM-behind", Cancellation);
        await stage.StandOnce(["SM-before", "SM-behind", "SM-beside"], Cancellation);
    }

    [Fact]
    public async Task A_statement_that_the_server_gives_up_is_not_written_and_may_come_again()
    {
        await using var stage = new FaultStage(new(_database.ConnectionString) { Options = "-c statement_timeout=300ms" }, _database.DataSource);
        await Slow("300 seconds", times: 2);
        var conversation = stage.Conversation();

        var given = Assert.IsType<PostgresException>(await Record.ExceptionAsync(() => conversation.Receive("SM-slow")));
        Assert.Equal(PostgresErrorCodes.QueryCanceled, given.SqlState);
        await FaultStage.Persist(conversation, "SM-slow", Cancellation);

        await stage.StandOnce(["SM-slow"], Cancellation);
    }

    [Fact]
    public async Task A_commit_slower_than_we_wait_is_looked_for_and_not_written_twice()
    {
        await using var stage = new FaultStage(new(_database.ConnectionString) { CommandTimeout = 1 }, _database.DataSource);
        await Slow("300 seconds", times: 2);
        var conversation = stage.Conversation();

        await FaultStage.Persist(conversation, "SM-slow", Cancellation);
        await FaultStage.Persist(conversation, "SM-slow", Cancellation);

        await stage.StandOnce(["SM-slow"], Cancellation);
    }

    [Fact]
    public async Task Without_a_free_connection_nothing_is_written_and_callers_may_come_again()
    {
        await using var stage = new FaultStage(new(_database.ConnectionString) { MaxPoolSize = 1, Timeout = 1 }, _database.DataSource);
        var conversation = stage.Conversation();
        await using (await stage.Way.OpenConnectionAsync(Cancellation))
        {
            Assert.IsType<NpgsqlException>(await Record.ExceptionAsync(() => conversation.Receive("SM-none-free")), exactMatch: false);
        }

        await stage.StandOnce([], Cancellation);
        await FaultStage.Persist(conversation, "SM-none-free", Cancellation);
        await stage.StandOnce(["SM-none-free"], Cancellation);
    }

    /// <summary>The first commits take this long. A sequence counts them: it does not roll back.</summary>
    private Task<int> Slow(string howLong, int times) => _database.DataSource.Execute($"""
        create sequence slowness;
        grant usage on sequence slowness to orleanssms_service;
        create function slow() returns trigger language plpgsql security definer as $$
        begin
          if nextval('slowness') <= {times} then perform pg_sleep_for('{howLong}'); end if;
          return new;
        end $$;
        create trigger slow before insert on conversations for each row execute function slow();
        """, [], Cancellation);
}
