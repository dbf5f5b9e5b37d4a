namespace OrleansSms.TwilioSimulator.Clock;

/// <summary>How time moves: by itself (the alarm) or by request (advance).</summary>
internal sealed partial class SimulatedClock
{
    /// <summary>Moves time forward; everything due on the way happens in order, each to its end, before this returns.</summary>
    public async Task Advance(TimeSpan by, CancellationToken cancellation)
    {
        await _advancing.WaitAsync(cancellation);
        try
        {
            DateTimeOffset target;
            lock (_gate)
            {
                target = Now() + by;
                _standing = Now();
            }

            while (TryStep(target, out var appointment))
            {
                await Settle(appointment);
            }

            lock (_gate)
            {
                _offset = target - System.GetUtcNow();
                _standing = Mode == ClockMode.Virtual ? target : null;
                Arm();
            }
        }
        finally
        {
            _advancing.Release();
        }
    }

    /// <summary>On a virtual clock: lets happen what is due next, again and again, until something is done; a clock that flows needs no help.</summary>
    public async Task AdvanceUntil(Task done, TimeSpan most, CancellationToken cancellation)
    {
        var end = GetUtcNow() + most;
        while (Mode == ClockMode.Virtual && !done.IsCompleted && NextDue() is { } due && due <= end)
        {
            var now = GetUtcNow();
            await Advance(due > now ? due - now : TimeSpan.Zero, cancellation);
        }
    }

    private DateTimeOffset? NextDue()
    {
        lock (_gate)
        {
            return _agenda.TryPeek(out var next, out _) ? next.Due : null;
        }
    }

    private bool TryStep(DateTimeOffset target, out Appointment appointment)
    {
        lock (_gate)
        {
            if (!TryTake(target, out appointment))
            {
                return false;
            }

            _standing = appointment.Due > _standing ? appointment.Due : _standing;
            return true;
        }
    }

    private void Arm()
    {
        if (_standing is not null || !_agenda.TryPeek(out var next, out _))
        {
            return;
        }

        var wait = next.Due - Now();
        _alarm.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Pump()
    {
        lock (_gate)
        {
            if (_pumping)
            {
                return;
            }

            _pumping = true;
        }

        while (TryTakeDue(out var appointment))
        {
            Observe(appointment);
        }
    }

    private bool TryTakeDue(out Appointment appointment)
    {
        lock (_gate)
        {
            if (_standing is null && TryTake(Now(), out appointment))
            {
                return true;
            }

            appointment = null!;
            _pumping = false;
            Arm();
            return false;
        }
    }

    // The part up to the first await runs in order; a webhook that takes its time holds nobody up.
    private void Observe(Appointment appointment) => _ = Settle(appointment);

    private async Task Settle(Appointment appointment)
    {
        try
        {
            await appointment.Run();
        }
        catch (Exception exception)
        {
            // The edge of the agenda: one failed event must not stop time for all others.
            LogFailed(_logger, exception);
        }
    }
}
