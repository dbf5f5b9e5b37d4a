using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace OrleansSms.Grains.Conversations;

/// <summary>Lets go of entries in memory that nobody needed for a while, when there are many: what stays active keeps its head alone.</summary>
/// <param name="mostKept">As many pages stay in any case: full ones of twenty thousand conversations are some hundred megabytes.</param>
internal sealed class IdlePages(TimeProvider time, int mostKept = 20_000) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TurnQueue, long> _used = new();

    public void Used(TurnQueue conversation) => _used[conversation] = time.GetTimestamp();

    /// <summary>One round: those that were not used for longer than a minute, while there are more than enough.</summary>
    public void LetGo()
    {
        if (_used.Count <= mostKept)
        {
            return;
        }

        foreach (var used in _used)
        {
            if (time.GetElapsedTime(used.Value) > Kept && _used.TryRemove(used))
            {
                used.Key.LetGo();
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, time);
        try
        {
            while (await rounds.WaitForNextTickAsync(stoppingToken))
            {
                LetGo();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
