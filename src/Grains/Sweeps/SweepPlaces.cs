using Microsoft.Extensions.Options;

namespace OrleansSms.Grains.Sweeps;

/// <summary>How many lines this silo sweeps at the same time: each holds a page of the carrier's list in memory.</summary>
internal sealed class SweepPlaces(IOptions<SweepOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Value.LinesAtOnce);

    public Task Enter(CancellationToken stop) => _free.WaitAsync(stop);

    public void Leave() => _free.Release();

    public void Dispose() => _free.Dispose();
}
