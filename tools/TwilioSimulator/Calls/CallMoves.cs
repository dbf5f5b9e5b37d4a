using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Messages;
using OrleansSms.TwilioSimulator.Protocol;
using OrleansSms.TwilioSimulator.Recordings;

namespace OrleansSms.TwilioSimulator.Calls;

/// <summary>Moves a call to another status and tells whoever asked to be told. Used under the world's gate.</summary>
internal sealed class CallMoves(SimulatedClock clock, CallCallbacks callbacks, Recorder recorder)
{
    private const decimal PricePerMinute = -0.014m;

    /// <summary>False, and nothing changed, when the move is not a legal one.</summary>
    public bool Try(World world, Call call, string status, Errands errands, int? sipCode = null)
    {
        if (!CallStatus.CanMove(call.Status, status))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        call.Status = status;
        call.Updated = now;
        switch (status)
        {
            case CallStatus.Initiated:
                call.Started = now;
                break;
            case CallStatus.InProgress:
                call.Answered = now;
                call.AskedBeforeAnswer = call.Asking.Until(now);
                break;
            case var _ when CallStatus.IsFinal(status):
                End(world, call, now, sipCode, errands);
                break;
        }

        world.Version++;
        callbacks.Announce(world, call, call.Events++, errands);
        return true;
    }

    private void End(World world, Call call, DateTimeOffset now, int? sipCode, Errands errands)
    {
        call.Ended = now;
        call.SipCode = sipCode ?? CallStatus.SipCodeOf(call.Status);
        recorder.StopAll(world, call, errands);
        if (call.Answered is not { } answered)
        {
            return;
        }

        var asked = call.Asking.Until(now) - call.AskedBeforeAnswer;
        call.Seconds = (int)(clock.Measure(now - answered - asked) + asked).TotalSeconds;
        clock.Plan(TimeSpan.FromSeconds(world.Settings.PriceSeconds), () =>
        {
            lock (world.Gate)
            {
                call.Price = Wire.Price(PricePerMinute * call.Minutes);
                call.Updated = clock.GetUtcNow();
                world.Version++;
            }

            return Task.CompletedTask;
        });
    }
}
