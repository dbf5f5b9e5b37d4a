using OrleansSms.TwilioSimulator.Carrier;
using OrleansSms.TwilioSimulator.Clock;
using OrleansSms.TwilioSimulator.Webhooks;

namespace OrleansSms.TwilioSimulator.Messages;

/// <summary>Moves a message to another status and tells whoever asked to be told. Used under the world's gate.</summary>
internal sealed class StatusMoves(SimulatedClock clock, StatusCallbacks callbacks)
{
    /// <summary>False, and nothing changed, when the move is not a legal one.</summary>
    public bool Try(World world, Message message, string status, Errands errands, int? errorCode = null, bool force = false)
    {
        if (!force && !Status.CanMove(message.Status, status))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        message.Status = status;
        message.Updated = now;
        message.ErrorCode = errorCode ?? (Status.IsFinal(status) ? message.ErrorCode : null);
        if (status is Status.Sent or Status.InReview)
        {
            message.Sent ??= now;
        }

        world.Version++;
        if (status != Status.Sending || world.Settings.SendingCallback)
        {
            callbacks.Announce(world, message, errands);
        }

        return true;
    }
}
