using OrleansSms.TwilioSimulator.Accounts;
using OrleansSms.TwilioSimulator.Calls;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Recordings;

namespace OrleansSms.TwilioSimulator.Voice;

/// <summary>What is to be done with a call that the API asked for.</summary>
internal sealed record CallOrder(Target Document, Target? Fallback, TimeSpan Timeout)
{
    public TimeSpan? TimeLimit { get; init; }
    public string? SendDigits { get; init; }
    public RecordingOrder? Recording { get; init; }
    public DetectionOrder? Detection { get; init; }
    public bool IsDetectedLater { get; init; }
}

/// <summary>Calls that the API asks for: they wait for their turn, are dialled, and follow their document.</summary>
internal sealed class OutboundCalls(Exchange exchange)
{
    /// <summary>Takes a new call in; under the gate. Who wants it at once begins it himself.</summary>
    public Leg Accept(World world, Account account, Call call, CallOrder order, bool isAtOnce)
    {
        var circuit = exchange.Open(world, account);
        var leg = circuit.Join(call, world.Handsets.PhoneOf(call.To), order.Fallback);
        var interval = exchange.Clock.Scale(TimeSpan.FromSeconds(1 / Math.Max(world.Settings.CallsPerSecond, 0.001)));
        var slot = world.CallPace.Next(account.Sid, exchange.Clock.GetUtcNow(), interval);
        if (!isAtOnce)
        {
            exchange.Clock.PlanAt(slot, () => Begin(leg, order));
        }

        return leg;
    }

    /// <summary>Dials; completes when the call waits for something.</summary>
    public Task Begin(Leg leg, CallOrder order)
    {
        leg.Circuit.Begin(leg, () => Story(leg, order));
        return leg.Circuit.Bustle.Rest();
    }

    private async Task Story(Leg leg, CallOrder order)
    {
        if (leg.IsOver || !await Reach.Answered(leg, order.Timeout))
        {
            return;
        }

        var circuit = leg.Circuit;
        if (order.TimeLimit is { } limit)
        {
            circuit.After(limit, () => circuit.HangUp(leg));
        }

        if (order.Recording is { } recording)
        {
            var errands = new Errands();
            lock (circuit.World.Gate)
            {
                exchange.Recorder.Start(circuit.World, leg.Call, recording, errands);
            }

            circuit.Tell(errands);
        }

        await (order.SendDigits is { } digits ? leg.Pass(Keys.LengthOf(digits)) : Task.CompletedTask);
        if (order.Detection is { } detection && order.IsDetectedLater)
        {
            Detection.RunBeside(exchange, leg, detection);
        }
        else if (order.Detection is { } first)
        {
            await Detection.Run(leg, first);
        }

        await (leg.IsOver ? Task.CompletedTask : Interpreter.Follow(exchange, leg, leg.TakeRedirect() ?? order.Document));
    }
}
