namespace OrleansSms.TestKit.Processes;

/// <summary>What a process wrote, line by line; one may wait for a line.</summary>
public sealed class ProcessLog
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> IsIt, TaskCompletionSource<string> Found)> _waiting = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The first line of this kind, written already or to come.</summary>
    public Task<string> Line(Func<string, bool> isIt, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_lines.Find(line => isIt(line)) is { } there)
            {
                return Task.FromResult(there);
            }

            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((isIt, found));
            return found.Task.WaitAsync(Eventually.Patience, TimeProvider.System, cancellation);
        }
    }

    public override string ToString() => string.Join('\n', Lines);

    internal void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _lines.Add(line);
            foreach (var (isIt, found) in _waiting)
            {
                if (isIt(line))
                {
                    found.TrySetResult(line);
                }
            }
        }
    }
}
