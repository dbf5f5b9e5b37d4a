using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansSms.Members;
using OrleansSms.Postgres.Notifications;

namespace OrleansSms.Postgres.Access;

/// <summary>
/// What members may do, asked once and then remembered until the database says that something of it changed. While nobody
/// listens to the database nothing is remembered.
/// </summary>
internal sealed class AccessCache : IAccessChanges, IListener
{
    /// <summary>Only what exists is remembered, so this is far more than there is; it bounds the memory all the same.</summary>
    private const int Most = 100_000;

    private volatile ConcurrentDictionary<object, object>? _known;
    private ImmutableList<Action> _told = [];

    public string Channel => "access";

    /// <param name="key">A value of a type of the caller's own.</param>
    /// <param name="ask">Null: nothing there, which is never remembered.</param>
    public async ValueTask<T?> Get<TKey, T>(TKey key, Func<TKey, Task<T?>> ask)
        where TKey : notnull
        where T : class
    {
        // An answer that was on its way while something changed goes into a book that nobody reads any more.
        var known = _known;
        if (known is null)
        {
            return await ask(key);
        }

        if (known.TryGetValue(key, out var found))
        {
            return (T)found;
        }

        var answer = await ask(key);
        if (answer is not null && known.Count < Most)
        {
            known[key] = answer;
        }

        return answer;
    }

    /// <summary>Something changed: everything is asked again.</summary>
    public void Forget()
    {
        if (_known is not null)
        {
            _known = new();
            Tell();
        }
    }

    public void Open()
    {
        _known = new();
        // What was changed while nobody listened was told to nobody.
        Tell();
    }

    public void Close() => _known = null;

    public void Take(string payload) => Forget();

    public IDisposable Subscribe(Action changed)
    {
        ImmutableInterlocked.Update(ref _told, told => told.Add(changed));
        return new Subscription(() => ImmutableInterlocked.Update(ref _told, told => told.Remove(changed)));
    }

    private void Tell() => _told.ForEach(changed => changed());
}
