using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Outcomes;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>A call and the calls it dials: they hear of each other, and of everything that is told about them in order.</summary>
internal sealed class Circuit(World world, Account account, SimulatedClock clock, CallMoves moves, Bustle bustle)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);

    private readonly List<Leg> _legs = [];
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _told = Task.CompletedTask;
    private int _stories;

    public World World { get; } = world;
    public Account Account { get; } = account;
    public SimulatedClock Clock { get; } = clock;
    public Bustle Bustle { get; } = bustle;

    public IReadOnlyList<Leg> Legs
    {
        get
        {
            lock (_legs)
            {
                return [.. _legs];
            }
        }
    }

    /// <summary>Completes when every leg has ended and its story was told to the end.</summary>
    public Task Over => _over.Task;

    /// <summary>Takes a call in; under the gate.</summary>
    public Leg Join(Call call, PhoneScript phone, Target? fallback = null)
    {
        var leg = new Leg(this, call, phone) { Fallback = fallback };
        lock (_legs)
        {
            _legs.Add(leg);
        }

        World.Calls.Add(call);
        World.Legs.Add(call.Sid, leg);
        World.Version++;
        return leg;
    }

    /// <summary>Tells the story of a leg; at its end the leg is hung up.</summary>
    public void Begin(Leg leg, Func<Task> story)
    {
        Interlocked.Increment(ref _stories);
        Bustle.Begin(async () =>
        {
            try
            {
                await story();
            }
            finally
            {
                HangUp(leg);
                End(leg);
            }
        });
    }

    /// <summary>Moves a leg to another status; false when that is not a legal move.</summary>
    public bool Move(Leg leg, string status, int? sipCode = null)
    {
        var errands = new Errands();
        lock (World.Gate)
        {
            if (!moves.Try(World, leg.Call, status, errands, sipCode))
            {
                return false;
            }
        }

        Tell(errands);
        if (status == CallStatus.InProgress && !leg.Call.IsInbound && leg.Phone.HangupAfter is { } seconds)
        {
            HangUpAfter(leg, TimeSpan.FromSeconds(seconds));
        }

        Nudge();
        return true;
    }

    /// <summary>Ends a leg, whatever it is doing; nothing happens to one that is over.</summary>
    public void HangUp(Leg leg) => Move(leg, CallStatus.WhenHungUp(leg.Call.Status));

    /// <summary>The phone hangs up so long after now, if the call lasts that long.</summary>
    public void HangUpAfter(Leg leg, TimeSpan wait)
    {
        var start = Clock.GetUtcNow();
        var askedBefore = leg.Call.Asking.Until(start);
        DateTimeOffset Due() => leg.Call.Asking.Due(Clock, start, askedBefore, wait);
        Clock.PlanAt(Due(), Look);

        Task Look()
        {
            // While an answer is on its way the instant moves on; it is looked at again, but not in a rush.
            if (Due() is var due && due > Clock.GetUtcNow() && !leg.IsOver)
            {
                var soonest = Clock.GetUtcNow() + LookAgain;
                Clock.PlanAt(due > soonest ? due : soonest, Look);
                return Task.CompletedTask;
            }

            HangUp(leg);
            return Bustle.Rest();
        }
    }

    /// <summary>Plans something for later in this call.</summary>
    public Appointment After(TimeSpan wait, Action act) => Clock.Plan(wait, () =>
    {
        act();
        return Bustle.Rest();
    });

    /// <summary>Runs errands behind those that came before; nobody waits for them but the clock.</summary>
    public void Tell(Errands errands)
    {
        Bustle.Enter();
        lock (_legs)
        {
            _told = TellAfter(_told, errands);
        }
    }

    /// <summary>Something changed: every leg looks whether that is what it waits for.</summary>
    public void Nudge()
    {
        foreach (var leg in Legs)
        {
            leg.Nudge();
        }
    }

    private async Task TellAfter(Task before, Errands errands)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await errands.Run();
        }
        finally
        {
            Bustle.Leave();
        }
    }

    private void End(Leg leg)
    {
        lock (World.Gate)
        {
            World.Legs.Remove(leg.Call.Sid);
            World.Version++;
        }

        if (Interlocked.Decrement(ref _stories) == 0)
        {
            _over.TrySetResult();
        }
    }
}
