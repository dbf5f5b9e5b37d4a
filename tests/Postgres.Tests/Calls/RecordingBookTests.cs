using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Calls;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Calls;

namespace OrleansSms.Postgres.Tests.Calls;

public sealed class RecordingBookTests(QuickPostgresServer server) : RecordingBookContract, IAsyncLifetime
{
    private TestDatabase _database = null!;

    protected override IRecordingBook Book => new RecordingBook(_database.DataSource);

    public async ValueTask InitializeAsync() => _database = await server.CreateDatabase();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task With_the_last_copy_gone_nothing_is_left_of_a_recording()
    {
        var kept = new KeptRecording(new(new(Guid.NewGuid()), Guid.NewGuid()), "RE1", "+447700900001", 5);
        await Book.Kept(kept, TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);
        await Book.GoneHere(kept, TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);
        await Book.GoneAtCarrier(kept, TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);

        Assert.Equal(0, (await _database.DataSource.Read("select count(*)::int from recording_files", [], row => row.GetInt32(0), TestContext.Current.CancellationToken))[0]);
    }
}
