using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Outcomes;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>One phone on the line: its record, how the phone behaves, and what has happened to it that nobody has looked at yet.</summary>
internal sealed class Leg(Circuit circuit, Call call, PhoneScript phone)
{
    private readonly Waiting _waiting = new(circuit.Bustle, circuit.Clock);
    private readonly Lock _gate = new();
    private readonly Queue<char> _keys = [];
    private Target? _redirect;
    private int _gathers;

    public Circuit Circuit { get; } = circuit;
    public Call Call { get; } = call;
    public PhoneScript Phone { get; } = phone;

    /// <summary>Where the carrier turns when our answers for this leg are unusable.</summary>
    public Target? Fallback { get; init; }

    /// <summary>How many documents were asked for.</summary>
    public int Documents { get; set; }

    /// <summary>What is heard on this phone just now, for the page that shows it.</summary>
    public string Hears { get; private set; } = "";

    /// <summary>What a hand did with the ringing phone, which goes before its script.</summary>
    public PhoneAnswer? ByHand { get; private set; }

    public bool IsOver => Call.IsOver;

    /// <summary>Hung up, or sent elsewhere: whatever the leg is doing ends now.</summary>
    public bool IsInterrupted => IsOver || _redirect is not null;

    public bool HasKeys
    {
        get
        {
            lock (_gate)
            {
                return _keys.Count > 0;
            }
        }
    }

    /// <summary>What the phone presses in its next Gather.</summary>
    public string? NextDigits() =>
        _gathers < Phone.Digits.Count ? Phone.Digits[_gathers++] : Phone.PressesInEveryGather;

    public Task Pass(TimeSpan time) => Until(() => false, time);

    /// <summary>Waits for something to become true, but no longer than the given time, and not when the leg is interrupted.</summary>
    public Task Until(Func<bool> happened, TimeSpan? time)
    {
        var clock = Circuit.Clock;
        return UntilDue(happened, time is { } wait ? clock.GetUtcNow() + clock.Scale(wait) : null);
    }

    /// <summary>The next key, or null when none comes in time.</summary>
    public async Task<char?> NextKey(TimeSpan? time)
    {
        await Until(() => HasKeys, time);
        lock (_gate)
        {
            return !IsInterrupted && _keys.TryDequeue(out var key) ? key : null;
        }
    }

    /// <summary>Was this key pressed? Everything pressed before it is forgotten.</summary>
    public bool TryTake(char wanted)
    {
        lock (_gate)
        {
            while (_keys.TryDequeue(out var key))
            {
                if (key == wanted)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public void ForgetKeys()
    {
        lock (_gate)
        {
            _keys.Clear();
        }
    }

    public void Hear(string what)
    {
        lock (Circuit.World.Gate)
        {
            Hears = what;
            Circuit.World.Version++;
        }
    }

    public void Press(string keys)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                _keys.Enqueue(key);
            }
        }

        Nudge();
    }

    public void TakeUp(PhoneAnswer answer)
    {
        ByHand = answer;
        Nudge();
    }

    public void Redirect(Target target)
    {
        _redirect = target;
        Nudge();
    }

    public Target? TakeRedirect()
    {
        var target = _redirect;
        _redirect = null;
        return target;
    }

    public void Nudge() => _waiting.Nudge();

    private async Task UntilDue(Func<bool> happened, DateTimeOffset? due)
    {
        while (!IsInterrupted && !happened() && (due is null || Circuit.Clock.GetUtcNow() < due))
        {
            await _waiting.Wait(due);
        }
    }
}
