using Microsoft.Extensions.Caching.Memory;

namespace OrleansSms.Web.Live;

/// <summary>
/// Hands what a prerendered page showed to the circuit that takes the page over a moment later, so that its first
/// render shows the same and nothing flashes. What was taken may be seconds old: whoever takes it reads again.
/// </summary>
internal sealed class FirstPaint : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);

    private readonly MemoryCache _left = new(new MemoryCacheOptions { SizeLimit = 2000 });

    public async ValueTask<Painted<T>> Get<T>(string key, bool interactive, Func<Task<T>> read)
    {
        if (interactive)
        {
            return _left.TryGetValue(key, out T? left) && left is not null ? new(left, true) : new(await read(), false);
        }

        var value = await read();
        if (value is not null)
        {
            _left.Set(key, value, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = 1 });
        }

        return new(value, false);
    }

    public void Dispose() => _left.Dispose();
}

/// <param name="Stale">Taken from the prerendered page.</param>
internal readonly record struct Painted<T>(T Value, bool Stale);
