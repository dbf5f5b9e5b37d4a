using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Calls.Rules;
using OrleansSms.TwilioSimulator.Messages.Rules;

namespace OrleansSms.TwilioSimulator.Voice.Verbs;

/// <summary>The phones of one Dial, rung together or one after the other; the first whose whisper has ended takes the call.</summary>
internal sealed class Hunt(Step step, DialOrder order)
{
    private readonly List<Leg> _legs = [];
    private Leg? _winner;
    private bool _isClosed;

    /// <summary>The winner was sent to another document and talks to somebody else now.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>Whose end decided what the Dial came to.</summary>
    public Leg? LastToEnd => _legs.MaxBy(leg => leg.Call.Ended ?? DateTimeOffset.MinValue);

    /// <summary>The leg that took the call; the others are ended.</summary>
    public async Task<Leg?> Ring()
    {
        if (!MayShowCaller())
        {
            step.Warn(13214, "the callerId is neither a party of this call nor owned or verified");
            return null;
        }

        foreach (var round in order.IsSequential ? order.Numbers.Chunk(1) : [[.. order.Numbers]])
        {
            if (step.Leg.IsInterrupted)
            {
                break;
            }

            var legs = Join(round);
            await step.Leg.Until(() => _winner is not null || legs.All(leg => leg.IsOver), null);
            if (_winner is not null)
            {
                break;
            }
        }

        return Close();
    }

    private bool MayShowCaller()
    {
        var (circuit, call) = (step.Circuit, step.Leg.Call);
        lock (circuit.World.Gate)
        {
            return order.CallerId == call.From || order.CallerId == call.To || CallRules.MayShow(circuit.World, circuit.Account, order.CallerId);
        }
    }

    private List<Leg> Join(IReadOnlyList<DialNumber> numbers)
    {
        var (circuit, joined) = (step.Circuit, new List<(Leg Leg, DialNumber Number)>());
        foreach (var number in numbers.Where(number => !CanRing(number)))
        {
            step.Warn(13223, "a number in Dial that is not E.164");
        }

        lock (circuit.World.Gate)
        {
            foreach (var number in numbers.Where(CanRing))
            {
                joined.Add((circuit.Join(CallOf(number), circuit.World.Handsets.PhoneOf(number.Number)), number));
            }
        }

        _legs.AddRange(joined.Select(pair => pair.Leg));
        foreach (var (leg, number) in joined)
        {
            circuit.Begin(leg, () => Story(leg, number));
        }

        return [.. joined.Select(pair => pair.Leg)];
    }

    private static bool CanRing(DialNumber number) => AddressRules.IsPhoneNumber(number.Number) || AddressRules.IsClient(number.Number);

    private Leg? Close()
    {
        lock (step.Circuit.World.Gate)
        {
            _isClosed = true;
        }

        foreach (var leg in _legs.Where(leg => leg != _winner))
        {
            step.Circuit.HangUp(leg);
        }

        return _winner;
    }

    private async Task Story(Leg leg, DialNumber number)
    {
        if (!await Reach.Answered(leg, order.Timeout))
        {
            return;
        }

        await (number.SendDigits is { } digits ? leg.Pass(Keys.LengthOf(digits)) : Task.CompletedTask);
        if (number.Detection is { } detection)
        {
            Detection.RunBeside(step.Exchange, leg, detection);
        }

        if ((number.Whisper is { } whisper && !await Interpreter.Follow(step.Exchange, leg, whisper, isWhisper: true)) || !TryWin(leg))
        {
            return;
        }

        await leg.Until(() => false, null);
        if (leg.TakeRedirect() is { } elsewhere && !leg.IsOver)
        {
            HasLeft = true;
            step.Circuit.Nudge();
            await Interpreter.Follow(step.Exchange, leg, elsewhere);
        }
    }

    private bool TryWin(Leg leg)
    {
        lock (step.Circuit.World.Gate)
        {
            if (_isClosed || _winner is not null || leg.IsOver)
            {
                return false;
            }

            _winner = leg;
        }

        step.Circuit.Nudge();
        return true;
    }

    private Call CallOf(DialNumber number)
    {
        var (parent, now) = (step.Leg.Call, step.Circuit.Clock.GetUtcNow());
        return new()
        {
            Sid = step.Circuit.World.Dice.Sid("CA"),
            ParentSid = parent.Sid,
            AccountSid = parent.AccountSid,
            Direction = Call.OutboundDial,
            From = order.CallerId,
            To = number.Number,
            NumberSid = parent.NumberSid,
            Status = CallStatus.Queued,
            Created = now,
            Updated = now,
            Subscription = number.Subscription,
        };
    }
}
