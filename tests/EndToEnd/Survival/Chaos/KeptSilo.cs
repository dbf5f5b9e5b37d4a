using OrleansSms.TestKit.Processes;

namespace OrleansSms.EndToEnd.Survival.Chaos;

/// <summary>A silo as a supervisor keeps it: whatever it ended of, it is started again.</summary>
internal sealed class KeptSilo(SiloSettings settings) : IAsyncDisposable
{
    private const int CouldNotStart = 1;

    private SiloProcess _now = SiloProcess.Launch(settings);

    public HttpClient Http => _now.Http;

    public async Task Kill()
    {
        await _now.DisposeAsync();
        _now = SiloProcess.Launch(settings);
    }

    public async Task Ready(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await _now.Ready(cancellation);
                return;
            }
            catch (InvalidOperationException) when (_now.HasExited)
            {
                await StartAgainWhenEnded();
            }
        }
    }

    /// <summary>The one reason to end by itself is a database that went away before it was up, and that is told in a sentence.</summary>
    public async Task StartAgainWhenEnded()
    {
        if (_now.HasExited)
        {
            var code = await _now.Ended(CancellationToken.None);
            Assert.True(code == CouldNotStart && _now.Log.Lines.Any(line => line.StartsWith("The silo could not start", StringComparison.Ordinal)), $"A silo ended with {code}:\n{_now.Log}");
            await Kill();
        }
    }

    public Task<int> Stop() => _now.Stop();

    public ValueTask DisposeAsync() => _now.DisposeAsync();
}
