using Microsoft.Extensions.Options;

namespace OrleansSms.TwilioSimulator.Control;

/// <summary>The last entries of a log; older ones make room.</summary>
internal sealed class Logbook<T>(IOptions<SimulatorOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _entries = new();

    public void Add(T entry)
    {
        lock (_gate)
        {
            _entries.Enqueue(entry);
            while (_entries.Count > options.Value.KeepLogEntries)
            {
                _entries.Dequeue();
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<T> Read()
    {
        lock (_gate)
        {
            return [.. _entries];
        }
    }
}
