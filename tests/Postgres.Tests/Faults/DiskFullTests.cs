using Npgsql;
using OrleansSms.TestKit;

namespace OrleansSms.Postgres.Tests.Faults;

/// <summary>The disk under the messages is full, and then it is not.</summary>
public sealed class DiskFullTests : IAsyncLifetime
{
    private readonly SmallDisk _disk = new();
    private readonly PostgresServer _server = new QuickPostgresServer();
    private TestDatabase _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await _server.CreateDatabase();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _server.DisposeAsync();
        await _disk.DisposeAsync();
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_whole_and_is_taken_once_when_there_is_room_again()
    {
        await _disk.Fill(_database.DataSource, Cancellation);
        await using var stage = new FaultStage(new(_database.ConnectionString), _database.DataSource);
        var conversation = stage.Conversation();
        var taken = new List<string>();
        Exception? refused = null;
        while (refused is null && taken.Count < 1000)
        {
            var sid = $"SM-{taken.Count}";
            refused = await Record.ExceptionAsync(() => conversation.Receive(sid));
            taken.Add(sid);
        }

        Assert.Equal(PostgresErrorCodes.DiskFull, Assert.IsType<PostgresException>(refused).SqlState);
        await stage.StandOnce(taken[..^1], Cancellation);

        await _disk.MakeRoom(_database.DataSource, Cancellation);
        await FaultStage.Persist(conversation, taken[^1], Cancellation);
        await stage.StandOnce(taken, Cancellation);
    }
}
