using System.Diagnostics;

namespace OrleansSms.Grains;

/// <summary>
/// What a grain does beside its turns, so that nobody waits for it. However often it is woken, one round runs at a time, and
/// another one after it for whatever came meanwhile. After a fault it is tried again.
/// </summary>
/// <param name="grain">Whose turns the rounds interleave with.</param>
/// <param name="round">Does what is due. What it knows is in the store, so that another activation can go on.</param>
/// <param name="tell">Tells of the fault that a round stopped on.</param>
/// <param name="afterFault">When it is tried again.</param>
internal sealed class BackgroundWork(IGrainBase grain, Func<CancellationToken, Task> round, Action<Exception> tell, TimeSpan afterFault) : IDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private IGrainTimer? _alarm;
    private bool _woken;

    /// <summary>Cancelled when the activation goes.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public Task Wake()
    {
        _woken = true;
        if (_running.IsCompleted && !_stopping.IsCancellationRequested)
        {
            _running = Run();
        }

        return Task.CompletedTask;
    }

    /// <summary>Wakes it by itself, a minute from now at the latest. The newest alarm is the one that counts.</summary>
    public void WakeIn(TimeSpan sleep)
    {
        var ticks = Math.Clamp(sleep.Ticks, ShortestSleep.Ticks, LongestSleep.Ticks);
        _alarm?.Dispose();
        _alarm = grain.RegisterGrainTimer(static (work, _) => work.Wake(), this, TimeSpan.FromTicks(ticks), Timeout.InfiniteTimeSpan);
    }

    public async Task Stop()
    {
        await _stopping.CancelAsync();
        await _running;
    }

    public void Dispose()
    {
        _alarm?.Dispose();
        _stopping.Dispose();
    }

    private async Task Run()
    {
        // Whoever woke it does not wait for it: it is no part of their trace.
        Activity.Current = null;
        try
        {
            while (_woken && !_stopping.IsCancellationRequested)
            {
                _woken = false;
                await round(_stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The activation goes; what is left is in the store for the next one.
        }
        catch (Exception fault)
        {
            // The top of this work: nobody awaits it, so it is told here.
            tell(fault);
            WakeIn(afterFault);
        }
    }
}
