namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>The last messages of the carrier, in order of creation; the oldest leave first.</summary>
internal sealed class MessageArchive(int keep)
{
    private readonly Dictionary<string, Message> _bySid = [];
    private readonly List<Message> _inOrder = [];
    private long _lastPosition;

    public int Count => _inOrder.Count;

    public long LastPosition => _lastPosition;

    public IEnumerable<Message> NewestFirst
    {
        get
        {
            for (var i = _inOrder.Count - 1; i >= 0; i--)
            {
                yield return _inOrder[i];
            }
        }
    }

    public void Add(Message message)
    {
        message.Position = ++_lastPosition;
        _bySid.Add(message.Sid, message);
        _inOrder.Add(message);
        if (_inOrder.Count > keep + keep / 20)
        {
            DropOldest(_inOrder.Count - keep);
        }
    }

    public Message? Find(string? sid) => sid is not null && _bySid.TryGetValue(sid, out var message) ? message : null;

    public void Remove(Message message)
    {
        message.IsDeleted = true;
        _bySid.Remove(message.Sid);
        _inOrder.Remove(message);
    }

    // Many at once, so that the list is moved rarely.
    private void DropOldest(int count)
    {
        foreach (var message in _inOrder.Take(count))
        {
            _bySid.Remove(message.Sid);
        }

        _inOrder.RemoveRange(0, count);
    }
}
