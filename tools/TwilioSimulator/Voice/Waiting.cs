using OrleansSms.TwilioSimulator.Clock;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>Where one leg waits: until an instant of the simulated clock, or until it is nudged.</summary>
internal sealed class Waiting(Bustle bustle, SimulatedClock clock)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _parked;
    private bool _isNudged;

    /// <summary>Returns at the given instant, or earlier when something changed; null waits for a change only.</summary>
    public async Task Wait(DateTimeOffset? until)
    {
        var parked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_isNudged)
            {
                _isNudged = false;
                return;
            }

            _parked = parked;
        }

        var alarm = until is { } due
            ? clock.PlanAt(due, () =>
            {
                Wake(parked);
                return bustle.Rest();
            })
            : null;
        bustle.Leave();
        await parked.Task;
        alarm?.Cancel();
    }

    public void Nudge()
    {
        lock (_gate)
        {
            if (_parked is null)
            {
                _isNudged = true;
                return;
            }

            Wake(_parked);
        }
    }

    private void Wake(TaskCompletionSource parked)
    {
        lock (_gate)
        {
            if (_parked != parked)
            {
                return;
            }

            _parked = null;
            bustle.Enter();
        }

        parked.SetResult();
    }
}
