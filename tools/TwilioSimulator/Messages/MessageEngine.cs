using Microsoft.Extensions.Options;
using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.OptOut;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Services;

namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>
/// The life of an outbound message on the simulated clock: accepted or scheduled, queued, its sender's slot, sent, final, priced.
/// Every step runs under the world's gate and plans the next one.
/// </summary>
internal sealed class MessageEngine(SimulatedClock clock, StatusMoves moves, IOptions<SimulatorOptions> options)
{
    private static readonly TimeSpan FlipWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReviewWait = TimeSpan.FromSeconds(1);

    /// <summary>A handset has the message. Raised under the gate.</summary>
    public event Action<World, Message>? Delivered;

    /// <summary>Takes a new message in; under the gate.</summary>
    public void Accept(World world, Message message)
    {
        world.Messages.Add(message);
        world.Version++;
        switch (message.Status)
        {
            case Status.Scheduled:
                clock.PlanAt(message.SendAt!.Value, () => Take(world, message, ChooseSender));
                break;
            case Status.Accepted:
                Plan(world, message, Seconds(world.Settings.SenderChoiceSeconds), ChooseSender);
                break;
            case Status.Queued when message.Outcome.SentBeforeAnswer:
                break;
            case Status.Queued:
                JoinQueue(world, message);
                break;
        }
    }

    /// <summary>For messages whose callbacks overtake the answer of the create request: sends now, without waiting for a slot.</summary>
    public Task SendBeforeAnswer(World world, Message message) => Take(world, message, (_, _, errands) =>
    {
        if (message.Status is Status.Accepted)
        {
            ChooseSender(world, message, errands);
        }

        moves.Try(world, message, Status.Sending, errands);
        BecomeSent(world, message, errands);
    });

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static async Task Take(World world, Message message, Action<World, Message, Errands> step)
    {
        var errands = new Errands();
        lock (world.Gate)
        {
            if (!message.IsDeleted)
            {
                step(world, message, errands);
            }
        }

        await errands.Run();
    }

    private void Plan(World world, Message message, TimeSpan wait, Action<World, Message, Errands> step) =>
        clock.Plan(wait, () => Take(world, message, step));

    private void ChooseSender(World world, Message message, Errands errands)
    {
        if (message.Status is not (Status.Accepted or Status.Scheduled) || world.Services.Find(message.ServiceSid) is not { } service)
        {
            return;
        }

        var sender = message.From ?? SenderChoice.For(world, service, message.To);
        if (sender is null)
        {
            moves.Try(world, message, Status.Failed, errands, 21703);
            return;
        }

        message.From = sender;
        message.SegmentsKnown = true;
        moves.Try(world, message, Status.Queued, errands);
        if (!message.Outcome.SentBeforeAnswer)
        {
            JoinQueue(world, message);
        }
    }

    private void JoinQueue(World world, Message message)
    {
        var (settings, sender) = (world.Settings, message.From!);
        if (!message.IsNetworkText && OptOutDesk.Blocks(world, message.ServiceSid, sender, message.To, out _))
        {
            PlanFailure(world, message, TimeSpan.Zero, OptOutDesk.LateCode(world, sender));
            return;
        }

        var rate = SenderRate.Of(world, options.Value.SegmentsPerSecond, sender);
        switch (world.Queues.Join(clock, sender, message.NumSegments, rate, settings.QueueCapacitySeconds, message.Validity))
        {
            case QueueAnswer.Full:
                PlanFailure(world, message, TimeSpan.Zero, 30001);
                break;
            case QueueAnswer.Expires:
                PlanFailure(world, message, message.Validity, 30036);
                break;
            case QueueAnswer.Slot slot:
                clock.PlanAt(slot.At + clock.Scale(message.Outcome.QueueHold), () => Take(world, message, Send));
                break;
        }
    }

    private void PlanFailure(World world, Message message, TimeSpan wait, int code) =>
        Plan(world, message, wait, (_, _, errands) => moves.Try(world, message, Status.Failed, errands, code));

    private void Send(World world, Message message, Errands errands)
    {
        if (!world.Queues.TryCount(message.From!, clock.GetUtcNow(), message.NumSegments, world.Settings.DailySegmentCap))
        {
            moves.Try(world, message, Status.Failed, errands, 30023);
        }
        else if (moves.Try(world, message, Status.Sending, errands))
        {
            Plan(world, message, Seconds(world.Settings.SentSeconds), BecomeSent);
        }
    }

    private void BecomeSent(World world, Message message, Errands errands)
    {
        var outcome = message.Outcome;
        if (outcome.FailsWith is { } code)
        {
            moves.Try(world, message, Status.Failed, errands, code);
        }
        else if (moves.Try(world, message, outcome.IsReviewed ? Status.InReview : Status.Sent, errands) && !outcome.NeverFinal)
        {
            var wait = outcome.FinalAfter ?? Seconds(world.Settings.FinalSeconds);
            Plan(world, message, outcome.IsReviewed ? wait + ReviewWait : wait, Finish);
        }
    }

    private void Finish(World world, Message message, Errands errands)
    {
        var outcome = message.Outcome;
        var arrives = !outcome.IsUndelivered;
        if (!moves.Try(world, message, arrives ? Status.Delivered : Status.Undelivered, errands, outcome.UndeliveredWith))
        {
            return;
        }

        Plan(world, message, Seconds(world.Settings.PriceSeconds), SetPrice);
        if (arrives)
        {
            Delivered?.Invoke(world, message);
        }

        if (outcome.FlipsToUndelivered)
        {
            Plan(world, message, FlipWait, (_, _, late) => moves.Try(world, message, Status.Undelivered, late, 30008, force: true));
        }
    }

    private void SetPrice(World world, Message message, Errands errands)
    {
        message.Price = Wire.Price(message.IsMms ? -0.02m : -0.0079m * message.NumSegments);
        message.Updated = clock.GetUtcNow();
        world.Version++;
    }
}
