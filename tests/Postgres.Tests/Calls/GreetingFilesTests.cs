using OrleansSms.Grains.Ports;
using OrleansSms.Postgres.Calls;
using OrleansSms.TestKit;
using OrleansSms.TestKit.Calls;

namespace OrleansSms.Postgres.Tests.Calls;

public sealed class GreetingFilesTests(QuickPostgresServer server) : GreetingFilesContract, IAsyncLifetime
{
    private TestDatabase _database = null!;

    protected override IGreetingFiles Files => new GreetingFiles(_database.DataSource);

    public async ValueTask InitializeAsync() => _database = await server.CreateDatabase();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_largest_file_that_is_taken_can_be_kept()
    {
        var content = new byte[OrleansSms.Calls.ILineGreetings.LargestFile];
        Random.Shared.NextBytes(content);
        var greeting = new OrleansSms.Calls.LineGreeting(Guid.NewGuid(), "long.wav", "audio/wav", content.Length, TimeProvider.System.GetUtcNow());
        await Files.Save("+447700900001", greeting, content, TestContext.Current.CancellationToken);

        Assert.Equal(content, (await Files.Open(greeting.Id, TestContext.Current.CancellationToken))!.Content);
    }
}
