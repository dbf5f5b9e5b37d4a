namespace OrleansSms.TwilioSimulator.Webhooks;

/// <summary>The read timeout of one request. It does not run while a connection is being made; that has its own limit.</summary>
internal sealed class Patience : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _read;
    private readonly CancellationTokenSource _source;
    private bool _disposed;

    public Patience(ConnectionOverrides limits, CancellationToken total)
    {
        (_read, Connect) = (limits.Read, limits.Connect);
        _source = CancellationTokenSource.CreateLinkedTokenSource(total);
        _source.CancelAfter(_read);
    }

    public TimeSpan Connect { get; }

    public CancellationToken Token => _source.Token;

    public void Pause() => Set(Timeout.InfiniteTimeSpan);

    public void Resume() => Set(_read);

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _source.Dispose();
        }
    }

    // A connection can outlive the request it was first made for.
    private void Set(TimeSpan limit)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _source.CancelAfter(limit);
            }
        }
    }
}
