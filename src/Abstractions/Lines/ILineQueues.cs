namespace OrleansSms.Lines;

/// <summary>This host's eye on the queues of lines. However many look, a line is asked once a second, and only while something waits.</summary>
public interface ILineQueues
{
    /// <summary>The queue as it was within the last second or two.</summary>
    Task<LineBacklog> Of(string line);

    /// <summary>
    /// Calls back with the line's queue, soon for the first time and then as it changes, until disposed; from any thread.
    /// Who may know of the line is the caller's to check, as with <see cref="Live.IChangeFeed"/>.
    /// </summary>
    IDisposable Watch(string line, Action<LineBacklog> handler);
}
