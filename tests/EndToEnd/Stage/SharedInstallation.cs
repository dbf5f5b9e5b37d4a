using OrleansSms.TestKit;

namespace OrleansSms.EndToEnd.Stage;

/// <summary>For all tests that break nothing: they keep apart by writing to different people. The others take a database of its server.</summary>
public sealed class SharedInstallation : IAsyncLifetime
{
    private readonly QuickPostgresServer _postgres = new();
    private Installation? _installation;

    internal PostgresServer Postgres => _postgres;

    internal Installation Now => _installation ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _installation = await Installation.Start(_postgres, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_installation is not null)
            {
                // After every test has had its turn; what is found fails the run.
                Assert.Empty(await LogSearch.Leaks(_installation));
            }
        }
        finally
        {
            await (_installation?.DisposeAsync() ?? ValueTask.CompletedTask);
            await _postgres.DisposeAsync();
        }
    }
}
