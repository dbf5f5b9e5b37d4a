using System.Collections.Concurrent;
using System.Data.Common;
using Orleans.Runtime;

namespace OrleansSms;

/// <summary>
/// Faults that pass by themselves: the database or another silo is away, or too slow. They come by the thousand and all alike;
/// one line in the log for many of them is what can be read.
/// </summary>
public sealed class PassingFaults(TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string Where, Type Fault), Line> _lines = new();

    public static bool Include(Exception fault) => fault is DbException or TimeoutException or OrleansException;

    /// <summary>Whether a fault is worth a line in the log.</summary>
    /// <param name="where">A door or an endpoint; there are not many.</param>
    /// <returns>How many went untold before it. Null: it goes untold, too, after one like it some seconds ago.</returns>
    public long? Tell(string where, Exception fault) =>
        Include(fault) ? _lines.GetOrAdd((where, fault.GetType()), static _ => new()).Tell(time.GetUtcNow()) : 0;

    private sealed class Line
    {
        private readonly Lock _gate = new();
        private DateTimeOffset _quietUntil;
        private long _untold;

        public long? Tell(DateTimeOffset now)
        {
            lock (_gate)
            {
                if (now < _quietUntil)
                {
                    _untold++;
                    return null;
                }

                var untold = _untold;
                (_untold, _quietUntil) = (0, now + Quiet);
                return untold;
            }
        }
    }
}
