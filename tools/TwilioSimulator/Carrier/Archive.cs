namespace OrleansSms.TwilioSimulator.Carrier;

/// <summary>Something the carrier keeps a list of.</summary>
internal interface IArchived
{
    string Sid { get; }

    /// <summary>Position in the archive, in order of creation.</summary>
    long Position { get; set; }

    bool IsDeleted { get; set; }
}

/// <summary>The last messages, calls or recordings of the carrier, in order of creation; the oldest leave first.</summary>
internal sealed class Archive<T>(int keep)
    where T : class, IArchived
{
    private readonly Dictionary<string, T> _bySid = [];
    private readonly List<T> _inOrder = [];
    private long _lastPosition;

    public int Count => _inOrder.Count;

    public long LastPosition => _lastPosition;

    public IEnumerable<T> NewestFirst
    {
        get
        {
            for (var i = _inOrder.Count - 1; i >= 0; i--)
            {
                yield return _inOrder[i];
            }
        }
    }

    public void Add(T item)
    {
        item.Position = ++_lastPosition;
        _bySid.Add(item.Sid, item);
        _inOrder.Add(item);
        if (_inOrder.Count > keep + keep / 20)
        {
            DropOldest(_inOrder.Count - keep);
        }
    }

    public T? Find(string? sid) => sid is not null && _bySid.TryGetValue(sid, out var item) ? item : null;

    public void Remove(T item)
    {
        item.IsDeleted = true;
        _bySid.Remove(item.Sid);
        _inOrder.Remove(item);
    }

    // Many at once, so that the list is moved rarely.
    private void DropOldest(int count)
    {
        foreach (var item in _inOrder.Take(count))
        {
            _bySid.Remove(item.Sid);
        }

        _inOrder.RemoveRange(0, count);
    }
}
